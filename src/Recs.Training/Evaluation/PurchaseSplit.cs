using Recs.Training.Data;

namespace Recs.Training.Evaluation;

/// <summary>Purchases told apart by time: what came earlier, and questions about what was bought together later.</summary>
/// <param name="Earlier">Purchases before the moment.</param>
/// <param name="Questions">After each product bought later: which other did the same buyer buy within <see cref="Near"/> days of it?</param>
internal sealed record PurchaseSplit(Histories Earlier, QuerySet Questions)
{
    /// <summary>The share of the purchases that is later, by default.</summary>
    public const double Later = 0.2;

    /// <summary>Days within which two orders belong together.</summary>
    public const int Near = 30;

    private const long Day = 86_400_000;

    /// <summary>Splits at the time after which that share of the purchases lies.</summary>
    public static PurchaseSplit ByTime(Histories purchases, double later)
    {
        var times = new List<long>(purchases.Interactions);
        for (var row = 0; row < purchases.Count; row++) times.AddRange(purchases.TimesOf(row));
        times.Sort();
        var moment = times.Count == 0 ? 0 : times[(int)((times.Count - 1) * (1 - later))];
        return new PurchaseSplit(purchases.Before(moment), Pairs(purchases, moment));
    }

    private static QuerySet Pairs(Histories purchases, long moment)
    {
        var (starts, items, queries) = (new List<int> { 0 }, new List<int>(), new List<Query>());
        for (var buyer = 0; buyer < purchases.Count; buyer++)
        {
            var bought = purchases[buyer];
            var times = purchases.TimesOf(buyer);
            for (var p = 0; p < bought.Length; p++)
            {
                if (times[p] < moment) continue;
                for (var q = 0; q < bought.Length; q++)
                {
                    if (times[q] < moment || bought[q] == bought[p] || Math.Abs(times[q] - times[p]) > Near * Day) continue;
                    queries.Add(new Query(starts.Count - 1, 1, bought[q]));
                }

                items.Add(bought[p]);
                starts.Add(items.Count);
            }
        }

        return new QuerySet(new Histories([.. starts], [.. items], purchases.ItemCount), queries, Exclusion.History);
    }
}
