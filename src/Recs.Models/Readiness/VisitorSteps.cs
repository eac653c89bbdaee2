using Recs.Core;

namespace Recs.Models.Readiness;

/// <summary>
/// From one product to another: each is a question to train on, and within a visit a pair of products seen together. The visitors that came
/// first are forgotten beyond the limit, so there are at least so many as are counted.
/// </summary>
internal sealed class VisitorSteps
{
    private const int MostVisitors = 131_072;

    private static readonly TimeSpan Visit = TimeSpan.FromMinutes(30);

    private readonly Dictionary<ulong, (ulong Item, Instant At)> _last = [];
    private readonly Queue<ulong> _order = new();

    /// <summary>To another product, however long after.</summary>
    public Pace All { get; } = new();

    /// <summary>To another product within half an hour.</summary>
    public Pace WithinVisit { get; } = new();

    public void Take(ulong visitor, ulong item, Instant at)
    {
        if (_last.TryGetValue(visitor, out var before))
        {
            if (before.Item != item) Count(before.At, at);
        }
        else
        {
            if (_order.Count >= MostVisitors) _last.Remove(_order.Dequeue());
            _order.Enqueue(visitor);
        }

        _last[visitor] = (item, at);
    }

    private void Count(Instant before, Instant at)
    {
        All.Add(at);
        if (at - before <= Visit) WithinVisit.Add(at);
    }
}
