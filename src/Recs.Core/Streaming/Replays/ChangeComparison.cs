using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Replays;

/// <summary>Compares the published changes of a partition, each visitor's in order.</summary>
/// <param name="numbered">Compare the sequence numbers too; not where erased visitors had some that are gone on one side.</param>
internal sealed class ChangeComparison(bool numbered)
{
    private const int ChangesRead = 2_000;

    private readonly Dictionary<VisitorKey, (int Count, ulong Hash)> _changes = [];

    /// <returns>How many changes there are to compare.</returns>
    public static async ValueTask<long> RunAsync(
        int partition, IVisitorReader a, IVisitorReader b, IReadOnlySet<(SiteId, ulong)> leftOut, bool numbered, Action<VisitorKey, string> differs, CancellationToken cancel)
    {
        var (ours, theirs) = (new ChangeComparison(numbered), new ChangeComparison(numbered));
        await ours.ReadAsync(partition, a, leftOut, cancel);
        await theirs.ReadAsync(partition, b, leftOut, cancel);
        foreach (var key in ours._changes.Keys.Union(theirs._changes.Keys))
        {
            var (x, y) = (ours._changes.GetValueOrDefault(key), theirs._changes.GetValueOrDefault(key));
            if (x != y) differs(key, x.Count == y.Count ? $"published changes ({x.Count})" : $"published changes: {x.Count} and {y.Count}");
        }

        return ours._changes.Values.Sum(c => (long)c.Count);
    }

    private async ValueTask ReadAsync(int partition, IVisitorReader reader, IReadOnlySet<(SiteId, ulong)> leftOut, CancellationToken cancel)
    {
        for (var next = 0L; await reader.ReadChangesAsync(partition, next, ChangesRead, cancel) is { Count: > 0 } read; next = read[^1].Sequence + 1)
        {
            foreach (var (sequence, bytes) in read)
            {
                var key = VisitorChange.Decode(bytes).Key;
                if (key.Visitor.IsNone) continue;
                if (leftOut.Count > 0 && leftOut.Contains((key.Site, Hash64.Of(key.Visitor.Value)))) continue;
                var (count, hash) = _changes.GetValueOrDefault(key);
                _changes[key] = (count + 1, unchecked((((hash * 31) + Hash64.Of(bytes)) * 31) + (numbered ? (ulong)sequence : 0)));
            }
        }
    }
}
