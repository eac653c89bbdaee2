using Recs.Training.Data;
using Recs.Training.Models.Popularity;

namespace Recs.Training.Models.Complements;

/// <summary>Sums of pairs of purchases, corrected for popularity and shrunk.</summary>
internal sealed class PurchasePairs
{
    private const double Day = 86_400_000;

    private readonly Histories _purchases;
    private readonly ComplementOptions _options;
    private readonly Postings _postings;
    private readonly double[]? _decays;
    private readonly double[] _inBasket;
    private readonly double[] _from;
    private readonly double[] _to;

    private PurchasePairs(Histories purchases, ComplementOptions options)
    {
        (_purchases, _options, _postings) = (purchases, options, new Postings(purchases));
        _decays = PopularityModel.Weights(purchases, options.HalfLife);
        _inBasket = BasketWeights(purchases, options.LengthExponent);
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
        var start = _purchases.StartOf(buyer);
        var across = _options.Across * Math.Pow(items.Length, -_options.LengthExponent);
        var (first, last) = (Math.Max(0, position - _options.Window), Math.Min(items.Length - 1, position + _options.Window));
        for (var q = first; q <= last; q++)
        {
            if (items[q] == items[position]) continue;
            var apart = Math.Abs(times[q] - times[position]);
            var weight = apart == 0 ? _inBasket[start + position] * InBasket(Math.Abs(q - position)) : across * Across(apart);
            if (weight > 0) row.Add(items[q], weight * (_decays is null ? 1 : Math.Max(_decays[start + q], _decays[start + position])));
        }
    }

    private double InBasket(int lines) => _options.LineExponent == 0 ? 1 : Math.Pow(lines, -_options.LineExponent);

    private double Across(long apart) => _options.Across <= 0 ? 0 : Math.Pow(Math.Max(1, apart / Day), -_options.DayExponent);

    // Beside each purchase what a pair of its basket weighs.
    private static double[] BasketWeights(Histories purchases, double exponent)
    {
        var weights = new double[purchases.Interactions];
        for (var buyer = 0; buyer < purchases.Count; buyer++)
        {
            var times = purchases.TimesOf(buyer);
            for (var start = 0; start < times.Length;)
            {
                var end = start + 1;
                while (end < times.Length && times[end] == times[start]) end++;
                weights.AsSpan(purchases.StartOf(buyer) + start, end - start).Fill(Math.Pow(end - start, -exponent));
                start = end;
            }
        }

        return weights;
    }

    private double[] Counts()
    {
        var counts = new double[_purchases.ItemCount];
        var all = _purchases.All.Span;
        for (var k = 0; k < all.Length; k++) counts[all[k]] += _decays is null ? 1 : _decays[k];
        return counts;
    }

    private static double[] Powers(double[] counts, double exponent) => Array.ConvertAll(counts, n => n > 0 ? Math.Pow(n, exponent) : 0);
}
