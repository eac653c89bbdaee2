using System.Collections.Concurrent;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Relations;

/// <summary>
/// What goes with a product of which baskets tell too little: what is bought with products like it. Counts of pairs are added up over the products near the one
/// in price and category and those near the other (<see cref="PriceOrder"/>), and stand for the pair as <see cref="CoPurchaseScore"/> has it:
/// <para>(Σ w_i'j' / n_j) / Σ W_i' · ln λ, over i' near i and j' near j, n_j of them, λ the cautious lift of Σ n_i'j' against Σ E_i'j'.</para>
/// So it is the mean over neighbours of both (Nadaraya, On estimating regression, 1964), by category and purse, since what is bought together
/// mostly is of one range. A product whose own baskets would show it (E ≥ the support asked for) and do not is left out.
/// </summary>
internal sealed class LikeComplements
{
    // Each needs arrays as long as the catalogue; few are at work at a time.
    private static readonly ConcurrentBag<LikeComplements> Pool = [];

    private readonly List<LikeComplement> _found = [];
    private readonly List<int> _categories = [];
    private double[] _pairs = [];
    private double[] _weights = [];
    private bool[] _reached = [];

    /// <summary>The best, best first; ties go to the lower number.</summary>
    public static LikeComplement[] Of(SiteSnapshot site, int item, RecommenderOptions options)
    {
        if (site.Catalog.CategoryOf(item) == 0) return [];
        if (!Pool.TryTake(out var work)) work = new LikeComplements();
        var best = work.Find(site, item, options.Lift);
        Pool.Add(work);
        return best;
    }

    private LikeComplement[] Find(SiteSnapshot site, int item, LiftOptions options)
    {
        Begin(site);
        var (from, end) = site.PriceOrder.Near(item);
        var like = site.PriceOrder.Of(site.Catalog.CategoryOf(item))[from..end];
        var (baskets, weight) = Gather(site, like);
        var lift = new Lift(site.Totals, options);
        foreach (var category in _categories)
        {
            if (weight > 0) Smooth(site, lift, item, category, baskets, weight, options.MinBaskets);
            Forget(site, category);
        }

        _found.Sort(static (a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : a.Item.CompareTo(b.Item));
        return [.. _found.Take(RecommendationRequest.MaxLimit)];
    }

    private void Begin(SiteSnapshot site)
    {
        _found.Clear();
        _categories.Clear();
        if (_pairs.Length < site.Catalog.Count) (_pairs, _weights) = (new double[site.Catalog.Count], new double[site.Catalog.Count]);
        if (_reached.Length < site.Catalog.Categories.Count) _reached = new bool[site.Catalog.Categories.Count];
    }

    // What lay in the baskets of the products like the one, added up by product; and how many baskets and how much weight that is of.
    private (long Baskets, double Weight) Gather(SiteSnapshot site, ReadOnlySpan<int> like)
    {
        var step = long.MinValue;
        foreach (var peer in like) step = Math.Max(step, site[peer].CoPurchases.Step);
        var (baskets, weight) = (0L, 0d);
        foreach (var peer in like)
        {
            var together = site[peer].CoPurchases;
            var scale = Math.ScaleB(1, new Decay(1, together.Step).ExponentTo(new Decay(1, step)));
            baskets += site[peer].Counts.PairedBaskets;
            weight += together.Total * scale;
            for (var i = 0; i < together.Keys.Length; i++)
            {
                if (!site.Catalog.TryFind(together.Keys[i], out var other) || site.Catalog.CategoryOf(other) == 0) continue;
                _pairs[other] += together.Counts[i];
                _weights[other] += together.Weights[i] * scale;
                Reach(site.Catalog.CategoryOf(other));
            }
        }

        return (baskets, weight);
    }

    private void Reach(int category)
    {
        if (_reached[category]) return;
        _reached[category] = true;
        _categories.Add(category);
    }

    // Adds up over the products near each one of a category.
    private void Smooth(SiteSnapshot site, Lift lift, int item, int category, long baskets, double weight, int support)
    {
        var items = site.PriceOrder.Of(category);
        foreach (var other in items)
        {
            if (other == item) continue;
            var (from, end) = site.PriceOrder.Near(other);
            var (pairs, shared, theirs) = (0d, 0d, 0L);
            foreach (var near in items[from..end])
            {
                pairs += _pairs[near];
                shared += _weights[near];
                theirs += site[near].Counts.PairedBaskets;
            }

            var expected = lift.Expected(baskets, theirs);
            var share = shared / (end - from) / weight;
            var score = share * lift.Score(pairs, expected);
            if (score > 0 && !IsRefuted(site, lift, item, other, support)) _found.Add(new LikeComplement(other, score, pairs, expected, share));
        }
    }

    // The arrays serve other requests, of other sites, so nothing may stay in them.
    private void Forget(SiteSnapshot site, int category)
    {
        foreach (var other in site.PriceOrder.Of(category)) (_pairs[other], _weights[other]) = (0, 0);
        _reached[category] = false;
    }

    private static bool IsRefuted(SiteSnapshot site, Lift lift, int item, int other, int support)
    {
        var expected = lift.Expected(site[item].Counts, site[other].Counts);
        return expected >= support && Together.Of(site, item, other) <= expected;
    }
}
