using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Replays;

/// <summary>Compares the published changes of a partition, each visitor's in order.</summary>
/// <param name="partition">Which.</param>
/// <param name="from">Only changes that this record or a later one caused.</param>
/// <param name="leftOut">Visitors, by hash, whose changes are not compared.</param>
/// <param name="numbered">Compare the sequence numbers too; not where erased visitors had some that are gone on one side.</param>
internal sealed class ChangeComparison(int partition, long from, IReadOnlySet<(SiteId, ulong)> leftOut, bool numbered)
{
    private const int ChangesRead = 2_000;

    /// <returns>How many changes there are to compare.</returns>
    public async ValueTask<long> RunAsync(IVisitorReader a, IVisitorReader b, Action<VisitorKey, string> differs, CancellationToken cancel)
    {
        var (ours, theirs) = (await ReadAsync(a, cancel), await ReadAsync(b, cancel));
        foreach (var key in ours.Keys.Union(theirs.Keys))
        {
            var (x, y) = (ours.GetValueOrDefault(key), theirs.GetValueOrDefault(key));
            if (x != y) differs(key, x.Count == y.Count ? $"published changes ({x.Count})" : $"published changes: {x.Count} and {y.Count}");
        }

        return ours.Values.Sum(c => (long)c.Count);
    }

    private async ValueTask<Dictionary<VisitorKey, (int Count, ulong Hash)>> ReadAsync(IVisitorReader reader, CancellationToken cancel)
    {
        var changes = new Dictionary<VisitorKey, (int Count, ulong Hash)>();
        for (var next = 0L; await reader.ReadChangesAsync(partition, next, ChangesRead, cancel) is { Count: > 0 } read; next = read[^1].Sequence + 1)
        {
            foreach (var (sequence, bytes, offset) in read)
            {
                if (offset < from) continue;
                var key = VisitorChange.Decode(bytes).Key;
                if (key.Visitor.IsNone) continue;
                if (leftOut.Count > 0 && leftOut.Contains((key.Site, Hash64.Of(key.Visitor.Value)))) continue;
                var (count, hash) = changes.GetValueOrDefault(key);
                changes[key] = (count + 1, unchecked((((hash * 31) + Hash64.Of(bytes)) * 31) + (numbered ? (ulong)sequence : 0)));
            }
        }

        return changes;
    }
}
