using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Takes a visitor out of the published changes: the visitor's own say nothing any more, in others' the ids become hashes. Every number stays, since cursors count on it.</summary>
internal sealed class ChangeErasure(int partitions, IVisitorStore store, IVisitorReader reader)
{
    private const int BatchSize = 2_000;

    public async ValueTask<(long Removed, long Mentions)> RunAsync(Erasure erasure, CancellationToken cancel)
    {
        var (removed, mentions) = (0L, 0L);
        for (var partition = 0; partition < partitions; partition++)
        {
            for (var next = 0L; await reader.ReadChangesAsync(partition, next, BatchSize, cancel) is { Count: > 0 } read; next = read[^1].Sequence + 1)
            {
                var changed = new List<StoredChange>();
                foreach (var (sequence, bytes) in read)
                {
                    var change = VisitorChange.Decode(bytes);
                    if (change.Key.Site != erasure.Site) continue;
                    var left = Left(change, erasure.Trail);
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

    // A device that became another's publishes nothing of its own since.
    private static bool IsOf(VisitorId visitor, VisitorTrail trail) => trail.Ids.Contains(visitor) || trail.Past.Any(p => p.Device == visitor);

    private static VisitorChange Left(VisitorChange change, VisitorTrail trail)
    {
        if (IsOf(change.Key.Visitor, trail)) return new VisitorChange(change.Key with { Visitor = VisitorId.None }, change.Kind, "", "", "", change.Due);
        return change.Kind != VisitorChangeKind.Merge ? change : change with
        {
            Old = trail.IsOwn(change.Old) ? ErasedName.Of(change.Old) : change.Old,
            New = trail.IsOwn(change.New) ? ErasedName.Of(change.New) : change.New,
        };
    }
}
