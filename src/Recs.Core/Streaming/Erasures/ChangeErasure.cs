using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Takes visitors out of the published changes: their own say nothing any more, in others' the ids become hashes. Every number stays, since cursors count on it.</summary>
internal sealed class ChangeErasure(int partitions, IVisitorStore store, IVisitorReader reader)
{
    private const int BatchSize = 2_000;

    public async ValueTask RunAsync(IReadOnlyList<ErasureTask> tasks, CancellationToken cancel)
    {
        for (var partition = 0; partition < partitions; partition++)
        {
            for (var next = 0L; await reader.ReadChangesAsync(partition, next, BatchSize, cancel) is { Count: > 0 } read; next = read[^1].Sequence + 1)
            {
                var changed = read.Select(c => Left(c, tasks)).OfType<StoredChange>().ToList();
                if (changed.Count > 0) await store.ReplaceChangesAsync(partition, changed, cancel);
            }
        }
    }

    // Null: it stays as it is.
    private static StoredChange? Left(StoredChange stored, IReadOnlyList<ErasureTask> tasks)
    {
        var (change, changed) = ((VisitorChange?)null, false);
        foreach (var task in tasks)
        {
            if (!task.All.IsIn(stored.Bytes)) continue;
            change ??= VisitorChange.Decode(stored.Bytes);
            if (change.Key.Site != task.Site) continue;
            var left = Left(change, stored.Offset, task.Trail);
            if (left == change) continue;
            task.Count(left.Key.Visitor.IsNone ? new ErasureCounts { Changes = 1 } : new ErasureCounts { Mentions = 1 });
            (change, changed) = (left, true);
        }

        return changed ? stored with { Bytes = change!.Encode() } : null;
    }

    // A device's changes are the visitor's where the record that caused them is.
    private static VisitorChange Left(VisitorChange change, long offset, VisitorTrail trail)
    {
        if (trail.Holds(change.Key.Visitor, offset)) return new VisitorChange(change.Key with { Visitor = VisitorId.None }, change.Kind, "", "", "", change.Due);
        return change.Kind != VisitorChangeKind.Merge ? change : change with
        {
            Old = trail.IsOwn(change.Old) ? ErasedName.Of(change.Old) : change.Old,
            New = trail.IsOwn(change.New) ? ErasedName.Of(change.New) : change.New,
        };
    }
}
