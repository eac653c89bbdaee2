using Recs.Training.Data;

namespace Recs.Training.Models.Substitutes;

/// <summary>Of two products: how many bought both, how many of these in one basket, and how many would by chance.</summary>
internal sealed class SharedBuyers
{
    private readonly Histories _purchases;
    private readonly Postings _postings;
    private readonly double[] _inOneBasket;

    public SharedBuyers(Histories purchases)
    {
        (_purchases, _postings, _inOneBasket) = (purchases, new Postings(purchases), new double[purchases.Count]);
        for (var buyer = 0; buyer < purchases.Count; buyer++) _inOneBasket[buyer] = InOneBasket(purchases.TimesOf(buyer));
    }

    public (int Buyers, int Baskets, double Chance)[] Of(int item, int[] others)
    {
        var found = new (int Buyers, int Baskets, double Chance)[others.Length];
        var last = -1;
        foreach (var (buyer, _) in _postings.Of(item))
        {
            if (buyer == last) continue;
            last = buyer;
            for (var k = 0; k < others.Length; k++)
            {
                var (both, basket) = Bought(buyer, item, others[k]);
                if (both) found[k] = (found[k].Buyers + 1, found[k].Baskets + (basket ? 1 : 0), found[k].Chance + _inOneBasket[buyer]);
            }
        }

        return found;
    }

    private (bool Both, bool InOneBasket) Bought(int buyer, int item, int other)
    {
        var items = _purchases[buyer];
        if (!items.Contains(other)) return (false, false);
        var times = _purchases.TimesOf(buyer);
        for (var start = 0; start < items.Length;)
        {
            var end = start + 1;
            while (end < items.Length && times[end] == times[start]) end++;
            if (items[start..end].Contains(item) && items[start..end].Contains(other)) return (true, true);
            start = end;
        }

        return (true, false);
    }

    // The share of a buyer's pairs of purchases that lie in one basket.
    private static double InOneBasket(ReadOnlySpan<long> times)
    {
        var same = 0.0;
        for (var start = 0; start < times.Length;)
        {
            var end = start + 1;
            while (end < times.Length && times[end] == times[start]) end++;
            same += Pairs(end - start);
            start = end;
        }

        return times.Length < 2 ? 0 : same / Pairs(times.Length);
    }

    private static double Pairs(double n) => n * (n - 1) / 2;
}
