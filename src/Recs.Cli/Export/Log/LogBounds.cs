using Recs.Core;
using Recs.Core.Streaming;

namespace Recs.Cli.Export.Log;

/// <summary>
/// From where to where the log is exported: for each partition the oldest record, the end, and the hash of the last record, by which
/// another log in the same place is told.
/// </summary>
internal static class LogBounds
{
    private const int PerPartition = 3;

    public static async ValueTask<IReadOnlyList<long>> ReadAsync(IEventLog log, CancellationToken cancel)
    {
        var bounds = new List<long>();
        for (var p = 0; p < log.Partitions; p++)
        {
            // The end last: records may be dropped and appended meanwhile.
            var start = await log.StartAsync(p, cancel);
            var end = await log.EndAsync(p, cancel);
            bounds.AddRange([start, end, await HashAsync(log, p, end, cancel)]);
        }

        return bounds;
    }

    /// <summary>Nothing of it has been dropped, and it is the same log.</summary>
    public static async ValueTask<bool> StillHoldAsync(IEventLog log, IReadOnlyList<long> bounds, CancellationToken cancel)
    {
        if (bounds.Count != log.Partitions * PerPartition) return false;
        for (var p = 0; p < log.Partitions; p++)
        {
            var holds = await log.StartAsync(p, cancel) == Start(bounds, p) && await log.EndAsync(p, cancel) >= End(bounds, p)
                && await HashAsync(log, p, End(bounds, p), cancel) == bounds[(p * PerPartition) + 2];
            if (!holds) return false;
        }

        return true;
    }

    public static long Start(IReadOnlyList<long> bounds, int partition) => bounds[partition * PerPartition];

    public static long End(IReadOnlyList<long> bounds, int partition) => bounds[(partition * PerPartition) + 1];

    /// <summary>How many records that is, of all sites.</summary>
    public static long Records(IReadOnlyList<long> bounds) => Enumerable.Range(0, bounds.Count / PerPartition).Sum(p => End(bounds, p) - Start(bounds, p));

    private static async ValueTask<long> HashAsync(IEventLog log, int partition, long end, CancellationToken cancel)
    {
        if (end == 0) return 0;
        var last = await log.ReadAsync(partition, end - 1, 1, cancel);
        return last.Count == 0 ? 0 : (long)Hash64.Of(last[0].Bytes.Span);
    }
}
