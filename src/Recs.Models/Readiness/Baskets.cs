using Recs.Core;

namespace Recs.Models.Readiness;

/// <summary>
/// Orders of two products or more, and those of two or more that the catalogue has. Where it has not, the basket waits for the catalogue to learn
/// of them; beyond the limit it is not counted as one of known products any more.
/// </summary>
internal sealed class Baskets
{
    private const int MostWaiting = 5_000;

    private readonly Queue<(ulong[] Items, Instant At)> _waiting = new();

    /// <summary>Of whatever products.</summary>
    public Pace All { get; } = new();

    private readonly Pace _known = new();

    public void Take(ulong[] items, Instant at, CatalogFacts catalogue)
    {
        if (items.Length < 2) return;
        All.Add(at);
        if (AreKnown(items, catalogue)) _known.Add(at);
        else Wait(items, at);
    }

    /// <summary>Of two or more that the catalogue has now.</summary>
    public Pace Known(CatalogFacts catalogue)
    {
        for (var n = _waiting.Count; n > 0; n--)
        {
            var basket = _waiting.Dequeue();
            if (AreKnown(basket.Items, catalogue)) _known.Add(basket.At);
            else _waiting.Enqueue(basket);
        }

        return _known;
    }

    private void Wait(ulong[] items, Instant at)
    {
        if (_waiting.Count >= MostWaiting) _waiting.Dequeue();
        _waiting.Enqueue((items, at));
    }

    private static bool AreKnown(ulong[] items, CatalogFacts catalogue) => items.Count(catalogue.Has) >= 2;
}
