using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Trained;

namespace Recs.Core.Recommendations.Relations;

/// <summary>
/// How one product stands to the others in one snapshot: worked out when somebody first asks and then kept, so that an answer
/// adds up ready lists. Immutable once asked; two threads that ask first at the same time make the same.
/// </summary>
internal sealed class ItemRelations(int item, SiteSnapshot site, RecommenderOptions options)
{
    private ScoredItem[]? _viewedTogether;
    private ScoredItem[]? _boughtTogether;
    private ScoredItem[]? _trainedSimilar;
    private ScoredItem[]? _trainedComplements;
    private LikeComplement[]? _boughtWithLike;
    private int[]? _similar;
    private int[]? _substitutes;

    /// <summary>Products viewed in the same sessions, with their similarity; without those that are bought together more often than chance.</summary>
    public ReadOnlySpan<ScoredItem> ViewedTogether => _viewedTogether ??= ViewedWith();

    /// <summary>Products bought together more often than chance, see <see cref="CoPurchaseScore"/>.</summary>
    public ReadOnlySpan<ScoredItem> BoughtTogether => _boughtTogether ??= BoughtWith();

    /// <summary>Substitutes as the site's trained model and live counts see them, without what is bought together more often than chance; empty without a model.</summary>
    public ReadOnlySpan<ScoredItem> TrainedSimilar => _trainedSimilar ??= SimilarByModel();

    /// <summary>Complements as the site's trained model and live counts see them, without what could stand in; empty without a model.</summary>
    public ReadOnlySpan<ScoredItem> TrainedComplements => _trainedComplements ??= ComplementsByModel();

    /// <summary>Products bought with products like this one more often than chance, best first, see <see cref="LikeComplements"/>.</summary>
    public ReadOnlySpan<LikeComplement> BoughtWithLike => _boughtWithLike ??= LikeComplements.Of(site, item, options);

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
            if (score > 0 && !IsComplement(other)) found.Add(new ScoredItem(other, score));
        }

        return [.. found];
    }

    private ScoredItem[] SimilarByModel() => site.Model is { } model
        ? [.. TrainedRelations.Merge(model.Similar(item), ViewedTogether, options.Trained).Where(s => !IsComplement(s.Item))]
        : [];

    private ScoredItem[] ComplementsByModel()
    {
        if (site.Model is not { } model) return [];
        var substitutes = Substitutes.ToArray();
        return [.. TrainedRelations.Merge(model.Complements(item), BoughtTogether, options.Trained).Where(s => !substitutes.Contains(s.Item))];
    }

    private bool IsComplement(int other)
    {
        foreach (var known in BoughtTogether)
        {
            if (known.Item == other) return true;
        }

        return false;
    }

    private ScoredItem[] BoughtWith()
    {
        var (lift, live) = (new Lift(site.Totals, options.Lift), site[item]);
        var keys = live.CoPurchases.Keys;
        var found = new List<ScoredItem>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!site.Catalog.TryFind(keys[i], out var other)) continue;
            var score = CoPurchaseScore.Of(site, lift, item, i, other);
            if (score > 0) found.Add(new ScoredItem(other, score));
        }

        return [.. found];
    }

    private bool IsNoComplement(int other) =>
        Together.Of(site, item, other) <= new Lift(site.Totals, options.Lift).Expected(site[item].Counts, site[other].Counts);
}
