using Recs.Cli.OnlineRetail;
using Recs.Core.Recommendations;
using Recs.Training.Data;
using Recs.Training.Evaluation;
using Recs.Training.Models;

namespace Recs.Cli.Evaluation.Forms;

/// <summary>Complements as training finds them, for the same hidden baskets: fitted on what lies before the day, options searched on the newest of that.</summary>
internal static class TrainedCrossSell
{
    /// <summary>As a report names it.</summary>
    public const string Name = "cross_sell, trained";

    // The newest part of the earlier baskets is what options are searched on.
    private const double Validation = 0.1;

    /// <summary>How options were found, in words.</summary>
    public static string Words(EvaluationPlan plan) =>
        $"options of complements on hidden products of the newest {Validation:P0} of the earlier baskets by hr@10, {plan.Trials} trials, seed {plan.Seed}";

    /// <param name="before">Baskets before the day, in time order.</param>
    /// <param name="vocabulary">Of the products; grows.</param>
    /// <param name="plan">How thoroughly, and the seed that hides.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IModel Fit(IReadOnlyList<RetailInvoice> before, ItemVocabulary vocabulary, EvaluationPlan plan, IEvaluationProgress progress, CancellationToken cancel)
    {
        var moment = before[(int)((before.Count - 1) * (1 - Validation))].Time.UnixMilliseconds;
        var purchases = Purchases(before, vocabulary);
        return BasketTuning.Fit(purchases, Carts(before.Where(b => b.Time.UnixMilliseconds >= moment), vocabulary, plan.Seed), moment, plan, progress, cancel).Model;
    }

    private static Histories Purchases(IReadOnlyList<RetailInvoice> before, ItemVocabulary vocabulary)
    {
        var buyers = new Dictionary<string, List<RetailInvoice>>(StringComparer.Ordinal);
        foreach (var invoice in before)
        {
            // Nobody known: the basket is all there is of the buyer.
            var buyer = invoice.Customer ?? $"invoice {invoice.Number}";
            if (!buyers.TryGetValue(buyer, out var invoices)) buyers[buyer] = invoices = [];
            invoices.Add(invoice);
        }

        var (starts, items, times) = (new List<int> { 0 }, new List<int>(), new List<long>());
        foreach (var invoices in buyers.Values)
        {
            foreach (var invoice in invoices)
            {
                foreach (var item in RetailBaskets.ItemsOf(invoice))
                {
                    items.Add(vocabulary.Add(item));
                    times.Add(invoice.Time.UnixMilliseconds);
                }
            }

            starts.Add(items.Count);
        }

        return new Histories([.. starts], [.. items], vocabulary.Count, [.. times]);
    }

    private static QuerySet Carts(IEnumerable<RetailInvoice> baskets, ItemVocabulary vocabulary, int seed)
    {
        var random = new Random(seed);
        var (starts, items) = (new List<int> { 0 }, new List<int>());
        foreach (var basket in baskets.Where(b => b.Customer is not null))
        {
            var all = RetailBaskets.ItemsOf(basket);
            if (all.Count < 2) continue;
            var hidden = all[random.Next(all.Count)];
            items.AddRange(all.Where(i => i != hidden).Take(RecommendationRequest.MaxCart).Select(i => vocabulary.Add(i)));
            items.Add(vocabulary.Add(hidden));
            starts.Add(items.Count);
        }

        return QuerySet.LastItems(new Histories([.. starts], [.. items], vocabulary.Count), least: 2);
    }
}
