using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Relations;

/// <summary>
/// How one product stands to the others in one snapshot: worked out when somebody first asks and then kept, so that an answer
/// adds up ready lists. Immutable once asked; two threads that ask first at the same time make the same.
/// </summary>
internal sealed class ItemRelations(int item, SiteSnapshot site, RecommenderOptions options)
{
    private ScoredItem[]? _viewedTogether;
    private ScoredItem[]? _boughtTogether;
    private int[]? _similar;
    private int[]? _substitutes;

    /// <summary>Products viewed in the same sessions, with their similarity.</summary>
    public ReadOnlySpan<ScoredItem> ViewedTogether => _viewedTogether ??= ViewedWith();

    /// <summary>Products bought together more often than chance, with how certain and how strong that is.</summary>
    public ReadOnlySpan<ScoredItem> BoughtTogether => _boughtTogether ??= BoughtWith();

    /// <summary>Products that could serve the same need: of a like title within the category, or much viewed in the same sessions.</summary>
    public ReadOnlySpan<int> Similar => _similar ??= [.. SimilarProducts.Of(site, item, options)];

    /// <summary>Those of <see cref="Similar"/> that are not bought together more often than chance.</summary>
    public ReadOnlySpan<int> Substitutes => _substitutes ??= [.. SimilarProducts.Of(site, item, options).Where(IsNoComplement)];

    private ScoredItem[] ViewedWith()
    {
        var views = site[item].CoViews;
        var found = new List<ScoredItem>(views.Keys.Length);
        for (var i = 0; i < views.Keys.Length; i++)
        {
            if (!site.Catalog.TryFind(views.Keys[i], out var other)) continue;
            var score = CoViewSimilarity.Within(site, item, i, other, options);
            if (score > 0) found.Add(new ScoredItem(other, score));
        }

        return [.. found];
    }

    private ScoredItem[] BoughtWith()
    {
        var lift = new Lift(site.Totals, options.Lift);
        var live = site[item];
        var keys = live.CoPurchases.Keys;
        var counts = live.CoPurchases.Counts;
        var found = new List<ScoredItem>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!site.Catalog.TryFind(keys[i], out var other)) continue;
            var score = lift.Score(Together.Of(site, item, counts[i], other), lift.Expected(live.Counts, site[other].Counts));
            if (score > 0) found.Add(new ScoredItem(other, score));
        }

        return [.. found];
    }

    private bool IsNoComplement(int other) =>
        Together.Of(site, item, other) <= new Lift(site.Totals, options.Lift).Expected(site[item].Counts, site[other].Counts);
}
