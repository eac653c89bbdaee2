using Recs.Server.Sites;
using Recs.Sqlite;

namespace Recs.Server.Hosting;

/// <summary>The server as configured under <c>Recs</c>.</summary>
public sealed class ServerOptions
{
    public const string Section = "Recs";

    /// <summary>Where everything is kept. Default <c>data</c>, relative to where the server is started.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Partitions of the log; fixed when the folder is created. Default 16.</summary>
    public int Partitions { get; set; } = 16;

    /// <summary>What an answered event survives: Full (default) a power failure, Normal the death of the process, Off neither.</summary>
    public SynchronousMode Synchronous { get; set; } = SynchronousMode.Full;

    /// <summary>The size in bytes beyond which the database does not grow; events are then refused with 503. Default: as large as the disk.</summary>
    public long? MaxDatabaseBytes { get; set; }

    /// <summary>The shops. Default: one, <c>default</c>, with the development keys.</summary>
    public Dictionary<string, SiteOptions> Sites { get; set; } = [];

    /// <summary>The sites, with the development site where none is configured.</summary>
    public IReadOnlyDictionary<string, SiteOptions> SitesOrDevelopment() => Sites.Count > 0
        ? Sites
        : new Dictionary<string, SiteOptions>
        {
            ["default"] = new() { WriteKeys = [DevelopmentKeys.Write], SecretKeys = [DevelopmentKeys.Secret] },
        };
}
