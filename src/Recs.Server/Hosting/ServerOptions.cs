using Recs.Core.Recommendations.Visitors;
using Recs.Core.Streaming.Erasures;
using Recs.Server.Admin.Retention;
using Recs.Server.Models;
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

    /// <summary>What an answered event survives: Full (default) a power failure; Normal the death of the process; Off that too, but a power failure may damage the file.</summary>
    public SynchronousMode Synchronous { get; set; } = SynchronousMode.Full;

    /// <summary>The size in bytes beyond which the database does not grow; events are then refused with 503. Default: as large as the disk.</summary>
    public long? MaxDatabaseBytes { get; set; }

    /// <summary>How long a recommendation waits for the visitor's state; later it answers without it, marked as degraded. Default 25 ms.</summary>
    public TimeSpan VisitorDeadline { get; set; } = VisitorViewReader.Deadline;

    /// <summary>Visitors kept in memory between recommendations, each until an event or a timer changes it; some 2 KB each. Default 10,000; 0: none.</summary>
    public int KeptVisitors { get; set; } = VisitorViewReader.UsuallyKept;

    /// <summary>Streams of changes a site may have open at a time. Default 32.</summary>
    public int MaxChangeStreams { get; set; } = 32;

    /// <summary>So long after a request to erase a visitor the log is gone through a last time, for what was on its way to it. Default 10 seconds.</summary>
    public TimeSpan ErasureSettle { get; set; } = new ErasureOptions().Settle;

    /// <summary>How long records are kept.</summary>
    public RetentionSettings Retention { get; set; } = new();

    /// <summary>When the server trains models by itself.</summary>
    public TrainingSettings Training { get; set; } = new();

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
        if (VisitorDeadline <= TimeSpan.Zero) yield return $"Recs:VisitorDeadline is {VisitorDeadline}; a positive time was expected.";
        if (KeptVisitors < 0) yield return $"Recs:KeptVisitors is {KeptVisitors}; 0 or more were expected.";
        if (ErasureSettle < TimeSpan.Zero || ErasureSettle > TimeSpan.FromSeconds(40)) yield return $"Recs:ErasureSettle is {ErasureSettle}; 0 to 40 seconds were expected, so that an erasure is done within a minute.";
        foreach (var problem in Retention.Problems()) yield return problem;
        foreach (var problem in Training.Problems()) yield return problem;
        foreach (var problem in Http.Problems()) yield return problem;
        foreach (var problem in Overload.Problems()) yield return problem;
    }
}
