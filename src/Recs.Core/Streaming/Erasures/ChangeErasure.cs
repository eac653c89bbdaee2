using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Takes a visitor out of the published changes: the visitor's own say nothing any more, in others' the ids become hashes. Every number stays, since cursors count on it.</summary>
internal sealed class ChangeErasure(IEventLog log, IVisitorStore store, IVisitorReader reader)
{
    private const int BatchSize = 2_000;

    public async ValueTask<(long Removed, long Mentions)> RunAsync(Erasure erasure, CancellationToken cancel)
    {
        var (removed, mentions) = (0L, 0L);
        var until = await UntilAsync(erasure, cancel);
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            for (var next = 0L; await reader.ReadChangesAsync(partition, next, BatchSize, cancel) is { Count: > 0 } read; next = read[^1].Sequence + 1)
            {
                var changed = new List<StoredChange>();
                foreach (var (sequence, bytes) in read)
                {
                    var change = VisitorChange.Decode(bytes);
                    if (change.Key.Site != erasure.Site) continue;
                    var left = Left(change, erasure.Trail, until);
                    if (left == change) continue;
                    changed.Add(new StoredChange(sequence, left.Encode()));
                    if (left.Key.Visitor.IsNone) removed++;
                    else mentions++;
                }

                if (changed.Count > 0) await store.ReplaceChangesAsync(partition, changed, cancel);
            }
        }

        return (removed, mentions);
    }

    // When each device ceased to be the visitor's. One that became another's publishes nothing of its own since, but an id that turned
    // out to be a user's does.
    private async ValueTask<Dictionary<VisitorId, Instant>> UntilAsync(Erasure erasure, CancellationToken cancel)
    {
        var until = new Dictionary<VisitorId, Instant>();
        foreach (var past in erasure.Trail.Past)
        {
            var read = await log.ReadAsync(Partitioner.Of(erasure.Site, past.Device, log.Partitions), past.Until, 1, cancel);
            if (read.Count == 0 || read[0].Offset != past.Until || LogRecordCodec.Decode(read[0].Bytes.Span) is not { } record || record.Visitor != past.Device) continue;
            if (!until.TryGetValue(past.Device, out var later) || later < record.LogTime) until[past.Device] = record.LogTime;
        }

        return until;
    }

    private static bool IsOf(VisitorChange change, VisitorTrail trail, Dictionary<VisitorId, Instant> until) =>
        trail.Ids.Contains(change.Key.Visitor)
        || (trail.Past.Any(p => p.Device == change.Key.Visitor) && (!until.TryGetValue(change.Key.Visitor, out var end) || change.Due < end));

    private static VisitorChange Left(VisitorChange change, VisitorTrail trail, Dictionary<VisitorId, Instant> until)
    {
        if (IsOf(change, trail, until)) return new VisitorChange(change.Key with { Visitor = VisitorId.None }, change.Kind, "", "", "", change.Due);
        return change.Kind != VisitorChangeKind.Merge ? change : change with
        {
            Old = trail.IsOwn(change.Old) ? ErasedName.Of(change.Old) : change.Old,
            New = trail.IsOwn(change.New) ? ErasedName.Of(change.New) : change.New,
        };
    }
}
