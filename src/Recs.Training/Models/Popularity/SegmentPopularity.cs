using Recs.Training.Data;

namespace Recs.Training.Models.Popularity;

/// <summary>
/// Popularity within segments of visitors (by country, device, stage, …), each shrunk towards everybody's: with n_s(i) the interactions of
/// segment s with item i and p(i) the share of i among all, (n_s(i) + k·p(i)) ÷ (n_s + k). A segment without data is everybody.
/// </summary>
public sealed class SegmentPopularity
{
    private readonly PopularityModel[] _segments;

    private SegmentPopularity(PopularityModel[] segments, PopularityModel all) => (_segments, All) = (segments, all);

    /// <summary>How many segments.</summary>
    public int Count => _segments.Length;

    /// <summary>Popularity with everybody, as shares.</summary>
    public PopularityModel All { get; }

    /// <summary>Popularity in a segment, as shares; with everybody where there is no such segment.</summary>
    public PopularityModel this[int segment] => segment >= 0 && segment < _segments.Length ? _segments[segment] : All;

    /// <param name="train">The histories.</param>
    /// <param name="segmentOf">The segment of each row; below 0: none.</param>
    /// <param name="segments">How many segments.</param>
    /// <param name="options">How.</param>
    public static SegmentPopularity Fit(Histories train, IReadOnlyList<int> segmentOf, int segments, PopularityOptions options)
    {
        if (segmentOf.Count != train.Count) throw new ArgumentException($"A segment a row was expected, {train.Count}; {segmentOf.Count} were found.", nameof(segmentOf));
        var weights = PopularityModel.Weights(train, options.HalfLife);
        var counts = new double[segments + 1][];
        for (var s = 0; s <= segments; s++) counts[s] = new double[train.ItemCount];
        for (int row = 0, at = 0; row < train.Count; row++)
        {
            foreach (var item in train[row])
            {
                var weight = weights is null ? 1 : weights[at++];
                counts[segments][item] += weight;
                if (segmentOf[row] >= 0) counts[segmentOf[row]][item] += weight;
            }
        }

        var all = Shares(counts[segments], [], 0);
        return new SegmentPopularity([.. counts[..segments].Select(c => new PopularityModel(Shares(c, all, options.Shrink)))], new PopularityModel(all));
    }

    private static float[] Shares(double[] counts, float[] all, double shrink)
    {
        var total = Math.Max(1e-9, counts.Sum() + shrink);
        var shares = new float[counts.Length];
        for (var i = 0; i < shares.Length; i++) shares[i] = (float)((counts[i] + (all.Length == 0 ? 0 : shrink * all[i])) / total);
        return shares;
    }
}
