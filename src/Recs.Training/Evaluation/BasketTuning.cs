using Recs.Training.Data;
using Recs.Training.Evaluation.Metrics;
using Recs.Training.Models.Complements;
using Recs.Training.Search;

namespace Recs.Training.Evaluation;

/// <summary>Complements for carts: options searched on the newest of the earlier baskets, one product of each hidden; then fitted on all.</summary>
public static class BasketTuning
{
    private static readonly RankMetric Measure = RankMetric.HitRate(10);

    /// <param name="purchases">A row a buyer, oldest first, with times; the lines of a basket in their order.</param>
    /// <param name="carts">Questions about baskets later than <paramref name="moment"/>: the rest of a basket, and the product that was hidden.</param>
    /// <param name="moment">In unix milliseconds; only what lies before it is fitted on while options are searched.</param>
    /// <param name="plan">How thoroughly.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancel">Stops the work.</param>
    public static (ComplementModel Model, ComplementOptions Options) Fit(
        Histories purchases, QuerySet carts, long moment, EvaluationPlan plan, IEvaluationProgress progress, CancellationToken cancel)
    {
        var earlier = purchases.Before(moment);
        var options = new Tuning(carts, Measure, plan, progress, cancel)
            .Best("complements", new ComplementOptions(), SearchSpaces.Complements, o => ComplementModel.Fit(earlier, o, plan.Threads, null, cancel));
        return (ComplementModel.Fit(purchases, options, plan.Threads, progress.Begin("Fitting complements", purchases.ItemCount), cancel), options);
    }
}
