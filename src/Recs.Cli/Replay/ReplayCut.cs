using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Cli.Replay;

/// <summary>
/// Which records belong to a time: in each partition those of a site before its clock, the running maximum of their times,
/// passes it.
/// </summary>
internal sealed class ReplayCut
{
    private const int BatchSize = 2_000;

    // Where the clock of a site passes the time; a site that is not here stays before it.
    private readonly Dictionary<(int Partition, SiteId Site), long> _cuts = [];

    private ReplayCut()
    {
    }

    /// <summary>Goes through the log once.</summary>
    public static async Task<ReplayCut> FindAsync(IEventLog log, IReadOnlyList<long> ends, Instant to, CancellationToken cancel)
    {
        var cut = new ReplayCut();
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            for (var offset = 0L; offset < ends[partition];)
            {
                var batch = await log.ReadAsync(partition, offset, (int)Math.Min(BatchSize, ends[partition] - offset), cancel);
                foreach (var stored in batch) cut.See(partition, stored, to);
                offset = batch[^1].Offset + 1;
            }
        }

        return cut;
    }

    public bool Takes(int partition, in StoredRecord stored) =>
        _cuts.Count == 0 || !_cuts.TryGetValue((partition, LogRecordCodec.Decode(stored.Bytes.Span).Site), out var from) || stored.Offset < from;

    // The clock never falls, so the first record beyond the time is where it passes.
    private void See(int partition, in StoredRecord stored, Instant to)
    {
        var record = LogRecordCodec.Decode(stored.Bytes.Span);
        if (record.LogTime > to) _cuts.TryAdd((partition, record.Site), stored.Offset);
    }
}
