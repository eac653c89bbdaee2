using Recs.Core.Recommendations.Counting;

namespace Recs.Core.Recommendations.Snapshots;

/// <summary>
/// Items whose activity of the last day stands above what their slow weight lets expect. With F and S an item's fast and
/// slow weight at the site's newest event and ΣF, ΣS the site's: expected E = S · ΣF / ΣS, so that a busy day of the whole
/// shop lifts nobody, and trend = (F + k) / (E + k), drawn towards 1 where there is little evidence (Gamma-Poisson
/// shrinkage as in <see cref="Scoring.Lift"/>). Strongest first, ties by number.
/// </summary>
public sealed class TrendRanking
{
    /// <summary>k, in units of weight: two orders.</summary>
    private const double Shrinkage = 20;

    /// <summary>The least fast weight: one order or ten views.</summary>
    private const double Least = 10;

    private readonly int[] _order;
    private readonly Dictionary<int, double> _trends;

    private TrendRanking(int[] order, Dictionary<int, double> trends)
    {
        _order = order;
        _trends = trends;
    }

    public ReadOnlySpan<int> Order => _order;

    /// <summary>How many times the expected activity, shrunken; 1 for items that do not rise.</summary>
    public double Trend(int item) => _trends.GetValueOrDefault(item, 1);

    internal static TrendRanking Of(SiteSnapshot site, CountingOptions counting)
    {
        var now = site.Totals.Newest;
        var usual = site.Totals.Fast.At(now, counting.FastHalfLife) / site.Totals.Slow.At(now, counting.SlowHalfLife);
        Dictionary<int, double> trends = [];
        for (var i = 0; i < site.Catalog.Count; i++)
        {
            var counts = site[i].Counts;
            var fast = counts.Fast.At(now, counting.FastHalfLife);
            if (fast < Least) continue;
            var trend = (fast + Shrinkage) / ((counts.Slow.At(now, counting.SlowHalfLife) * usual) + Shrinkage);
            if (trend > 1) trends[i] = trend;
        }

        return new TrendRanking([.. trends.OrderByDescending(t => t.Value).ThenBy(t => t.Key).Select(t => t.Key)], trends);
    }
}
