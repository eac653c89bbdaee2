using Recs.Training.Data;

namespace Recs.Training.Models.Complements;

/// <summary>Sums of pairs of purchases, corrected for popularity and shrunk.</summary>
internal sealed class PurchasePairs
{
    private const double Day = 86_400_000;

    private readonly Histories _purchases;
    private readonly ComplementOptions _options;
    private readonly Postings _postings;
    private readonly double[]? _decays;
    private readonly double[] _from;
    private readonly double[] _to;

    private PurchasePairs(Histories purchases, ComplementOptions options)
    {
        (_purchases, _options, _postings) = (purchases, options, new Postings(purchases));
        _decays = options.HalfLife > 0 ? Decays(purchases, options.HalfLife * Day) : null;
        var counts = Counts();
        (_from, _to) = (Powers(counts, options.FromExponent), Powers(counts, options.ToExponent));
    }

    public static ItemLists Lists(Histories purchases, ComplementOptions options, int threads, IProgress<long>? progress, CancellationToken cancel) =>
        ItemLists.Build(purchases.ItemCount, options.Neighbours, threads, new PurchasePairs(purchases, options).Fill, progress, cancel);

    private void Fill(int item, SparseRow row)
    {
        foreach (var (buyer, position) in _postings.Of(item)) Pair(buyer, position, row);
        foreach (var other in row.Touched)
            row.Scale(other, row.TimesOf(other) >= _options.Support ? 1 / ((_from[item] * _to[other]) + _options.Shrink) : 0);
    }

    private void Pair(int buyer, int position, SparseRow row)
    {
        var items = _purchases[buyer];
        var times = _purchases.TimesOf(buyer);
        var decays = _decays is null ? [] : _decays.AsSpan(_purchases.StartOf(buyer), items.Length);
        var weight = Math.Pow(items.Length, -_options.LengthExponent);
        var (first, last) = (Math.Max(0, position - _options.Window), Math.Min(items.Length - 1, position + _options.Window));
        for (var q = first; q <= last; q++)
        {
            if (items[q] == items[position]) continue;
            var near = Nearness(Math.Abs(times[q] - times[position]), Math.Abs(q - position));
            if (near <= 0) continue;
            row.Add(items[q], weight * near * (decays.IsEmpty ? 1 : Math.Max(decays[q], decays[position])));
        }
    }

    private double Nearness(long apart, int lines)
    {
        if (apart == 0) return _options.LineExponent == 0 ? 1 : Math.Pow(lines, -_options.LineExponent);
        return _options.Across <= 0 ? 0 : _options.Across * Math.Pow(Math.Max(1, apart / Day), -_options.DayExponent);
    }

    // What a purchase counts by its age against the newest of all.
    private static double[] Decays(Histories purchases, double halfLife)
    {
        var decays = new double[purchases.Interactions];
        var newest = purchases.NewestTime();
        for (int row = 0, at = 0; row < purchases.Count; row++)
        {
            foreach (var time in purchases.TimesOf(row)) decays[at++] = double.Exp2((time - newest) / halfLife);
        }

        return decays;
    }

    private double[] Counts()
    {
        var counts = new double[_purchases.ItemCount];
        var all = _purchases.All;
        for (var k = 0; k < all.Length; k++) counts[all[k]] += _decays is null ? 1 : _decays[k];
        return counts;
    }

    private static double[] Powers(double[] counts, double exponent) => Array.ConvertAll(counts, n => n > 0 ? Math.Pow(n, exponent) : 0);
}
