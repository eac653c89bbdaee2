using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// What a visitor looks at and pays, per top category: weighted sums over the natural logarithm of prices, from which mean
/// and spread follow. Prices in the site's base currency only.
/// </summary>
public sealed class PriceBands
{
    private readonly SortedList<ulong, PriceSums> _sums = [];

    /// <summary>By the hash of the top category.</summary>
    public IReadOnlyDictionary<ulong, PriceSums> ByCategory => _sums;

    public void Add(ulong topCategory, decimal price, double weight)
    {
        var log = Math.Log((double)price);
        Join(topCategory, new PriceSums(1, weight, weight * log, weight * log * log));
        Prune();
    }

    public void Merge(PriceBands other)
    {
        foreach (var (category, sums) in other._sums) Join(category, sums);
        Prune();
    }

    private void Join(ulong category, PriceSums sums) => _sums[category] = _sums.GetValueOrDefault(category).Plus(sums);

    private void Prune()
    {
        while (_sums.Count > VisitorLimits.PriceBands) _sums.Remove(_sums.MinBy(s => s.Value.Count).Key);
    }

    internal void Write(BinaryEncoder e)
    {
        e.Count(_sums.Count);
        foreach (var (category, sums) in _sums)
        {
            e.Fixed64(category);
            e.Varint((ulong)sums.Count);
            e.Number(sums.Weight);
            e.Double(sums.LogPrice);
            e.Double(sums.LogPriceSquared);
        }
    }

    internal static PriceBands Read(ref BinaryDecoder d)
    {
        var bands = new PriceBands();
        for (var n = d.Count(); n > 0; n--)
            bands._sums[d.Fixed64()] = new PriceSums((long)d.Varint(), d.Number(), d.Double(), d.Double());
        return bands;
    }
}

/// <param name="Count">Prices seen.</param>
/// <param name="Weight">Σ w</param>
/// <param name="LogPrice">Σ w · ln p</param>
/// <param name="LogPriceSquared">Σ w · (ln p)²</param>
public readonly record struct PriceSums(long Count, double Weight, double LogPrice, double LogPriceSquared)
{
    /// <summary>The weighted mean of ln p.</summary>
    public double Mean => LogPrice / Weight;

    /// <summary>The weighted standard deviation of ln p.</summary>
    public double Spread => Math.Sqrt(Math.Max(0, (LogPriceSquared / Weight) - (Mean * Mean)));

    internal PriceSums Plus(PriceSums o) => new(Count + o.Count, Weight + o.Weight, LogPrice + o.LogPrice, LogPriceSquared + o.LogPriceSquared);
}
