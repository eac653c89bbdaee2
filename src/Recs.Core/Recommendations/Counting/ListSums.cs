using Recs.Core.Recommendations.Lists;
using Recs.Core.Serialization;

namespace Recs.Core.Recommendations.Counting;

/// <summary>What came of some lists.</summary>
public sealed class ListSums
{
    private readonly SortedDictionary<string, decimal> _revenue = new(StringComparer.Ordinal);

    /// <summary>How often one was visible.</summary>
    public long Seen { get; private set; }

    /// <summary>How often a product of one was clicked.</summary>
    public long Clicked { get; private set; }

    /// <summary>Orders owed to one, those refunded in full taken off.</summary>
    public long Orders { get; private set; }

    /// <summary>Of them, those in which a product was bought that was clicked in the list.</summary>
    public long Direct { get; private set; }

    /// <summary>What is left of these orders, per currency.</summary>
    public IReadOnlyDictionary<string, decimal> Revenue => _revenue;

    public void Add(ListOutcome outcome)
    {
        if (outcome.Kind == ListOutcomeKind.Seen) Seen++;
        if (outcome.Kind == ListOutcomeKind.Clicked) Clicked++;
        Orders += outcome.Orders;
        Direct += outcome.Direct;
        foreach (var (currency, amount) in outcome.Revenue) AddRevenue(currency, amount);
    }

    internal void Merge(ListSums other)
    {
        Seen += other.Seen;
        Clicked += other.Clicked;
        Orders += other.Orders;
        Direct += other.Direct;
        foreach (var (currency, amount) in other._revenue) AddRevenue(currency, amount);
    }

    internal void Write(BinaryEncoder e)
    {
        e.Signed(Seen);
        e.Signed(Clicked);
        e.Signed(Orders);
        e.Signed(Direct);
        e.Count(_revenue.Count);
        foreach (var (currency, amount) in _revenue)
        {
            e.Text(currency);
            e.Amount(amount);
        }
    }

    internal static ListSums Read(ref BinaryDecoder d)
    {
        var sums = new ListSums { Seen = d.Signed(), Clicked = d.Signed(), Orders = d.Signed(), Direct = d.Signed() };
        for (var n = d.Count(); n > 0; n--)
        {
            var currency = d.Text();
            sums._revenue[currency] = d.Amount();
        }

        return sums;
    }

    // Currencies are three letters of the alphabet, so there is an end to them.
    private void AddRevenue(string currency, decimal amount) => _revenue[currency] = _revenue.GetValueOrDefault(currency) + amount;
}
