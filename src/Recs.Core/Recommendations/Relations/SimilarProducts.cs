using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Relations;

/// <summary>Which products could serve the same need: those of a like title within the category, and those much viewed in the same sessions.</summary>
internal static class SimilarProducts
{
    /// <summary>Each once, ascending; never the product itself.</summary>
    public static SortedSet<int> Of(SiteSnapshot site, int item, RecommenderOptions options)
    {
        var similar = new SortedSet<int>();
        AddLikeTitles(site, item, options.SubstituteTitles, similar);
        AddViewedTogether(site, item, options, similar);
        similar.Remove(item);
        return similar;
    }

    // Titles that share only words whose squared weights add up to less than the square of the bound can't reach it, so the
    // commonest words need not be looked up.
    private static void AddLikeTitles(SiteSnapshot site, int item, double bound, SortedSet<int> similar)
    {
        var titles = site.Catalog.Titles;
        var words = titles.Words(item).ToArray();
        Array.Sort(words, static (a, b) => b.Weight.CompareTo(a.Weight));
        var looked = new HashSet<int>();
        double squares = 0;
        foreach (var word in words)
        {
            if (1 - squares < bound * bound) break;
            squares += word.Weight * word.Weight;
            foreach (var other in titles.Items(word.Number, site.Catalog.CategoryOf(item)))
            {
                if (looked.Add(other.Number) && titles.Cosine(item, other.Number) >= bound) similar.Add(other.Number);
            }
        }
    }

    private static void AddViewedTogether(SiteSnapshot site, int item, RecommenderOptions options, SortedSet<int> similar)
    {
        var views = site[item].CoViews;
        for (var i = 0; i < views.Keys.Length; i++)
        {
            if (site.Catalog.TryFind(views.Keys[i], out var other)
                && CoViewSimilarity.Of(views, i, site[other].CoViews, options.CoViewShrinkage) >= options.SubstituteViews) similar.Add(other);
        }
    }
}
