using Recs.Core.Serialization;

namespace Recs.Core.Streaming;

/// <summary>Orders and net amounts of orders without any person, per currency.</summary>
public sealed class AnonymousTotals
{
    private readonly SortedDictionary<string, (long Orders, decimal Net)> _byCurrency = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (long Orders, decimal Net)> ByCurrency => _byCurrency;

    /// <summary>Adds to the number of net orders and to the net amount; both may be negative.</summary>
    public void Add(string currency, int orders, decimal net)
    {
        var known = _byCurrency.GetValueOrDefault(currency);
        _byCurrency[currency] = (known.Orders + orders, known.Net + net);
    }

    internal void Write(BinaryEncoder e)
    {
        e.Count(_byCurrency.Count);
        foreach (var (currency, (orders, net)) in _byCurrency)
        {
            e.Text(currency);
            e.Signed(orders);
            e.Amount(net);
        }
    }

    internal void Read(ref BinaryDecoder d)
    {
        for (var n = d.Count(); n > 0; n--)
        {
            var currency = d.Text();
            _byCurrency[currency] = (d.Signed(), d.Amount());
        }
    }
}
