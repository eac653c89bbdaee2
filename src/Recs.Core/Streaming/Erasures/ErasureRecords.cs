using Recs.Core.Events;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Tells owners of an erasure, through the log.</summary>
internal static class ErasureRecords
{
    /// <summary>Appends to the partition of each id a record under the id's hash.</summary>
    public static ValueTask AppendAsync(IEventLog log, IVisitorReader reader, Erasure erasure, IReadOnlyList<VisitorId> ids, TimeProvider clock, CancellationToken cancel) =>
        AppendAsync(log, reader, erasure, [.. ids.Select(id => (id, (string?)null))], clock, cancel);

    /// <summary>Appends for each id a record: under its hash, or where a name is given under the visitor itself, who had claimed the erased id.</summary>
    public static async ValueTask AppendAsync(
        IEventLog log, IVisitorReader reader, Erasure erasure, IReadOnlyList<(VisitorId Id, string? Claimed)> ids, TimeProvider clock, CancellationToken cancel)
    {
        var records = new List<NewRecord>(ids.Count);
        foreach (var (id, claimed) in ids)
        {
            var partition = Partitioner.Of(erasure.Site, id, log.Partitions);
            var (time, live) = await NowAsync(reader, partition, erasure.Site, clock, cancel);
            var header = new EventHeader($"erased:{erasure.Receipt}", time) { Trusted = true, ClaimedUserId = claimed };
            var subject = claimed is null ? VisitorId.ForErased(Hash64.Of(id.Value)) : id;
            records.Add(new NewRecord(partition, LogRecordCodec.Encode(new LogRecord(erasure.Site, subject, time, !live, new Erased(header, erasure.Receipt)))));
        }

        if (records.Count > 0) await log.AppendAsync(records, cancel);
    }

    // A site of history only has no now: its clock must not jump to today.
    private static async ValueTask<(Instant Time, bool Live)> NowAsync(IVisitorReader reader, int partition, SiteId site, TimeProvider clock, CancellationToken cancel)
    {
        var now = Instant.Now(clock);
        if ((await reader.HeadAsync(partition, cancel)).Sites.FirstOrDefault(s => s.Site == site) is not { } stored) return (now, true);
        var state = SitePartitionState.Decode(stored.Bytes);
        return state.Live ? (now, true) : (Instant.Max(new Instant(0), state.Clock), false);
    }
}
