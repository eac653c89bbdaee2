using Recs.Core.Visitors;

namespace Recs.Cli.Hosting;

/// <summary>What the stored states of a site hold.</summary>
/// <param name="Orders">Orders that have arrived, with those without a customer.</param>
/// <param name="Refunds">Refunds kept with an order, and those without a customer. What remains of a customer's cancellation lowers only the net amount.</param>
/// <param name="NetSpent">Orders less refunds, of customers and without.</param>
/// <param name="Stages">Visitors by stage as of the site's now, each stage with at least one.</param>
public sealed record AppliedTotals(long Orders, long Refunds, decimal NetSpent, IReadOnlyDictionary<LifecycleStage, int> Stages);
