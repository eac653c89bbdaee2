using Recs.Server.Overload;
using Recs.Sites;
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

    /// <summary>What connections may do.</summary>
    public HttpOptions Http { get; set; } = new();

    /// <summary>When the collector sheds requests.</summary>
    public OverloadOptions Overload { get; set; } = new();

    /// <summary>The shops, besides those of <c>sites.json</c>. Default: where neither has any, one, <c>default</c>, with the development keys.</summary>
    public Dictionary<string, SiteOptions> Sites { get; set; } = [];

    /// <summary>Everything besides the sites that is wrong, in words; empty: nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(DataFolder)) yield return "Recs:DataFolder is empty; a folder was expected.";
        if (Partitions is < 1 or > 4096) yield return $"Recs:Partitions is {Partitions}; 1 to 4096 were expected.";
        if (MaxDatabaseBytes < 1) yield return $"Recs:MaxDatabaseBytes is {MaxDatabaseBytes}; a positive number of bytes or nothing was expected.";
        foreach (var problem in Http.Problems()) yield return problem;
        foreach (var problem in Overload.Problems()) yield return problem;
    }
}
