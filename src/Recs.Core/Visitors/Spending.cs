using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>What a visitor has ordered and kept, per currency, and when. An order refunded in full does not count.</summary>
public sealed class Spending
{
    private readonly SortedList<string, CurrencySpending> _byCurrency = new(StringComparer.Ordinal);

    // Newest first.
    private readonly List<Instant> _orderTimes = [];

    /// <summary>The currencies in which something is left, or an order counts.</summary>
    public IReadOnlyDictionary<string, CurrencySpending> ByCurrency => _byCurrency;

    /// <summary>Net orders over all currencies.</summary>
    public long NetOrders { get; private set; }

    /// <summary>The times of the newest net orders, newest first; at most 10.</summary>
    public IReadOnlyList<Instant> OrderTimes => _orderTimes;

    /// <summary>The mean gap between the order times kept; null with fewer than two.</summary>
    public TimeSpan? MeanGap => _orderTimes.Count < 2
        ? null
        : TimeSpan.FromMilliseconds((_orderTimes[0].UnixMilliseconds - _orderTimes[^1].UnixMilliseconds) / (_orderTimes.Count - 1));

    /// <summary>Adds to the net amount; may be negative.</summary>
    public void AddNet(string currency, decimal amount) => Add(currency, new CurrencySpending(amount, 0));

    public void CountOrder(string currency, Instant time)
    {
        ChangeOrders(currency, +1);
        InsertTime(time);
    }

    /// <summary>An order counts no more; <see cref="KeepTimes"/> has to follow.</summary>
    public void UncountOrder(string currency) => ChangeOrders(currency, -1);

    /// <summary>The newest of these times are kept from now on.</summary>
    public void KeepTimes(IEnumerable<Instant> times)
    {
        _orderTimes.Clear();
        _orderTimes.AddRange(times.OrderDescending().Take(VisitorLimits.OrderTimes));
    }

    /// <summary>Adds the other's amounts and orders; <see cref="KeepTimes"/> has to follow.</summary>

    public void Merge(Spending other)
    {
        foreach (var (currency, spending) in other._byCurrency) Add(currency, spending);
        NetOrders += other.NetOrders;
    }

    private void ChangeOrders(string currency, int by)
    {
        Add(currency, new CurrencySpending(0, by));
        NetOrders += by;
    }

    // A currency in which nothing is left is not kept, so that equal sums are equal states however they came about.
    private void Add(string currency, CurrencySpending spending)
    {
        var known = _byCurrency.GetValueOrDefault(currency);
        var sum = new CurrencySpending(known.Net + spending.Net, known.Orders + spending.Orders);
        if (sum == default) _byCurrency.Remove(currency);
        else _byCurrency[currency] = sum;
    }

    private void InsertTime(Instant time)
    {
        var at = 0;
        while (at < _orderTimes.Count && _orderTimes[at] > time) at++;
        _orderTimes.Insert(at, time);
        if (_orderTimes.Count > VisitorLimits.OrderTimes) _orderTimes.RemoveAt(VisitorLimits.OrderTimes);
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Signed(NetOrders);
        e.Count(_byCurrency.Count);
        foreach (var (currency, s) in _byCurrency)
        {
            e.Text(currency);
            e.Amount(s.Net);
            e.Signed(s.Orders);
        }

        e.Count(_orderTimes.Count);
        var previous = reference.UnixMilliseconds;
        foreach (var time in _orderTimes)
        {
            e.Signed(previous - time.UnixMilliseconds);
            previous = time.UnixMilliseconds;
        }
    }

    internal static Spending Read(ref BinaryDecoder d, Instant reference)
    {
        var spending = new Spending { NetOrders = d.Signed() };
        for (var n = d.Count(); n > 0; n--)
            spending._byCurrency[d.Text()] = new CurrencySpending(d.Amount(), d.Signed());
        var previous = reference.UnixMilliseconds;
        for (var n = d.Count(); n > 0; n--)
        {
            previous -= d.Signed();
            spending._orderTimes.Add(new Instant(previous));
        }

        return spending;
    }
}

/// <param name="Net">Orders less refunds.</param>
/// <param name="Orders">Net orders.</param>
public readonly record struct CurrencySpending(decimal Net, long Orders);
