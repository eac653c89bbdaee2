using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// How alike two products are to those who look at them: the cosine of their co-view weights, w_ij / √(W_i · W_j) with W the
/// weight of all co-views of a product, times n / (n + k) for n sessions with both (shrinkage as in Bell and Koren, Scalable
/// collaborative filtering with jointly derived neighborhood interpolation weights, ICDM 2007). All weights fade alike, so
/// the similarity does not depend on the time of asking.
/// </summary>
internal static class CoViewSimilarity
{
    /// <param name="i">The neighbours of one product.</param>
    /// <param name="at">The place of the other among them.</param>
    /// <param name="j">The neighbours of the other.</param>
    /// <param name="shrinkage">k.</param>
    public static double Of(Neighbours i, int at, Neighbours j, double shrinkage)
    {
        if (j.Total <= 0) return 0;
        // Both sums under one reference: the step of i.
        var otherTotal = Math.ScaleB(j.Total, new Decay(1, j.Step).ExponentTo(new Decay(1, i.Step)));
        double n = i.Counts[at];
        return i.Weights[at] / Math.Sqrt(i.Total * otherTotal) * (n / (n + shrinkage));
    }

    /// <summary>
    /// The cosine alone, for products that are comparable for other reasons. Of what the lists of the two say of each other the greater is
    /// nearer the truth, as with <see cref="Together"/>.
    /// </summary>
    public static double Cosine(SiteSnapshot site, int item, int other)
    {
        var (i, j) = (site[item].CoViews, site[other].CoViews);
        if (i.Total <= 0 || j.Total <= 0) return 0;
        var scale = Math.ScaleB(1, new Decay(1, j.Step).ExponentTo(new Decay(1, i.Step)));
        var weight = Math.Max(i.WeightOf(site.Catalog.HashOf(other)), j.WeightOf(site.Catalog.HashOf(item)) * scale);
        return weight / Math.Sqrt(i.Total * j.Total * scale);
    }

    /// <summary><see cref="Of"/> as a reason to recommend: 0 where too few sessions tell, less where the other is of another category.</summary>
    /// <param name="site">The counts.</param>
    /// <param name="item">One product.</param>
    /// <param name="at">The place of the other among its neighbours.</param>
    /// <param name="other">The other.</param>
    /// <param name="options">The thresholds.</param>
    public static double Within(SiteSnapshot site, int item, int at, int other, RecommenderOptions options)
    {
        var views = site[item].CoViews;
        if (views.Counts[at] < options.MinSessions) return 0;
        var similarity = Of(views, at, site[other].CoViews, options.CoViewShrinkage);
        return similarity * (site.Catalog.CategoryOf(other) == site.Catalog.CategoryOf(item) ? 1 : options.OtherCategory);
    }
}
