using Recs.Core;

namespace Recs.Models.Readiness;

/// <summary>Who names whom as a friend, by hash. Beyond the limit no more are taken, so there are at least so many as are counted.</summary>
internal sealed class FriendLinks
{
    private const int Most = 200_000;

    private readonly Dictionary<(ulong From, ulong To), Instant> _links = [];

    public void Link(ulong from, ulong to, Instant at)
    {
        if (_links.Count < Most) _links.TryAdd((from, to), at);
    }

    public void Unlink(ulong from, ulong to) => _links.Remove((from, to));

    /// <summary>Visitors with at least so many friends who named them too, both before a time.</summary>
    public int Circles(int least, Instant before) =>
        _links.Where(l => l.Value <= before && _links.TryGetValue((l.Key.To, l.Key.From), out var back) && back <= before)
            .GroupBy(l => l.Key.From).Count(g => g.Count() >= least);
}
