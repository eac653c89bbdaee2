using Recs.Core;
using Recs.Core.Recommendations.Lists;

namespace Recs.Models.Readiness;

/// <summary>
/// Clicks on lists that were never given (their id is none of ours) or never seen (no impression names the list). A click and its impression may
/// lie in different partitions, so a click without one waits until its impression is read, or there are too many of them.
/// </summary>
internal sealed class ClickTrail
{
    private const int MostImpressions = 131_072;
    private const int MostWaiting = 10_000;

    private readonly RecentKeys _impressions = new(MostImpressions, ListOptions.Default.Kept);
    private readonly List<(ulong List, LogMark Mark)> _waiting = [];
    private readonly Tally _orphans = new();

    public long Clicks { get; private set; }

    public void Seen(string listId, Instant at) => _impressions.Add(Hash64.Of(listId), at);

    public void Clicked(string listId, LogMark mark)
    {
        Clicks++;
        var list = Hash64.Of(listId);
        if (ListIds.FormOf(listId) is null) _orphans.Add(mark);
        else if (!_impressions.Contains(list)) Wait(list, mark);
    }

    public Tally Orphans()
    {
        Settle();
        var sum = new Tally();
        sum.Add(_orphans);
        foreach (var (_, mark) in _waiting) sum.Add(mark);
        return sum;
    }

    private void Wait(ulong list, LogMark mark)
    {
        _waiting.Add((list, mark));
        if (_waiting.Count < MostWaiting) return;
        Settle();
        foreach (var (_, old) in _waiting.Take(MostWaiting / 2)) _orphans.Add(old);
        _waiting.RemoveRange(0, Math.Min(_waiting.Count, MostWaiting / 2));
    }

    private void Settle() => _waiting.RemoveAll(w => _impressions.Contains(w.List));
}
