using Recs.Core.Serialization;

namespace Recs.Core.Recommendations.Counting;

/// <summary>What the counts of single products are compared with: the totals of a site.</summary>
public sealed class SiteTotals
{
    /// <summary>The version written. History: 1 the first.</summary>
    public const byte Version = 1;

    private readonly SortedDictionary<string, (long Orders, decimal Amount)> _gross = new(StringComparer.Ordinal);
    private DecayedWeight _fast;
    private DecayedWeight _slow;

    /// <summary>Orders that hold at least one product.</summary>
    public long Baskets { get; private set; }

    /// <summary>Baskets of at least two products.</summary>
    public long PairedBaskets { get; private set; }

    /// <summary>Products in the paired baskets, after the cut of large ones: Σ s.</summary>
    public long PairedItems { get; private set; }

    /// <summary>Ordered pairs in the paired baskets: Σ s · (s − 1).</summary>
    public long OrderedPairs { get; private set; }

    /// <summary>First views of a product in a session.</summary>
    public long Views { get; private set; }

    /// <summary>The newest event time counted: the moment at which decayed weights are compared.</summary>
    public Instant Newest { get; private set; } = Instant.MinValue;

    public DecayedWeight Fast => _fast;

    public DecayedWeight Slow => _slow;

    /// <summary>Orders and their amounts per currency, before refunds.</summary>
    public IReadOnlyDictionary<string, (long Orders, decimal Amount)> Gross => _gross;

    internal void View() => Views++;

    internal void Seen(Instant time) => Newest = Instant.Max(Newest, time);

    internal void Basket() => Baskets++;

    internal void Pair(int items)
    {
        PairedBaskets++;
        PairedItems += items;
        OrderedPairs += (long)items * (items - 1);
    }

    internal void Order(string currency, decimal amount) => AddGross(currency, 1, amount);

    internal void Like(double weight, Instant time, CountingOptions options)
    {
        _fast.Add(weight, time, options.FastHalfLife);
        _slow.Add(weight, time, options.SlowHalfLife);
    }

    internal void Merge(SiteTotals other, CountingOptions options)
    {
        Baskets += other.Baskets;
        PairedBaskets += other.PairedBaskets;
        PairedItems += other.PairedItems;
        OrderedPairs += other.OrderedPairs;
        Views += other.Views;
        Newest = Instant.Max(Newest, other.Newest);
        _fast.Add(other._fast, options.FastHalfLife);
        _slow.Add(other._slow, options.SlowHalfLife);
        foreach (var (currency, (orders, amount)) in other._gross) AddGross(currency, orders, amount);
    }

    private void AddGross(string currency, long orders, decimal amount)
    {
        var known = _gross.GetValueOrDefault(currency);
        _gross[currency] = (known.Orders + orders, known.Amount + amount);
    }

    internal void Write(BinaryEncoder e)
    {
        e.Byte(Version);
        e.Varint((ulong)Baskets);
        e.Varint((ulong)PairedBaskets);
        e.Varint((ulong)PairedItems);
        e.Varint((ulong)OrderedPairs);
        e.Varint((ulong)Views);
        e.Time(Newest);
        _fast.Write(e);
        _slow.Write(e);
        e.Count(_gross.Count);
        foreach (var (currency, (orders, amount)) in _gross)
        {
            e.Text(currency);
            e.Varint((ulong)orders);
            e.Amount(amount);
        }
    }

    public static SiteTotals Read(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        CounterFormat.Check(d.Byte(), Version, CounterKind.Site);
        var totals = new SiteTotals
        {
            Baskets = (long)d.Varint(),
            PairedBaskets = (long)d.Varint(),
            PairedItems = (long)d.Varint(),
            OrderedPairs = (long)d.Varint(),
            Views = (long)d.Varint(),
            Newest = d.Time(),
            _fast = DecayedWeight.Read(ref d),
            _slow = DecayedWeight.Read(ref d),
        };
        for (var n = d.Count(); n > 0; n--)
        {
            var currency = d.Text();
            totals._gross[currency] = ((long)d.Varint(), d.Amount());
        }

        return totals;
    }
}
