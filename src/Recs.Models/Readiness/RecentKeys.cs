using Recs.Core;

namespace Recs.Models.Readiness;

/// <summary>The newest keys by hash: at most so many, none older than a span of the log's time.</summary>
internal sealed class RecentKeys(int most, TimeSpan age)
{
    private readonly HashSet<ulong> _known = [];
    private readonly Queue<(ulong Key, Instant At)> _order = new();

    public bool Contains(ulong key) => _known.Contains(key);

    /// <returns>False: it is there already.</returns>
    public bool Add(ulong key, Instant at)
    {
        while (_order.Count > 0 && (_order.Count >= most || at - _order.Peek().At > age)) _known.Remove(_order.Dequeue().Key);
        if (!_known.Add(key)) return false;
        _order.Enqueue((key, at));
        return true;
    }
}
