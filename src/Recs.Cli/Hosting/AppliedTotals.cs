using Recs.Core.Visitors;

namespace Recs.Cli.Hosting;

/// <summary>What the stored states of a site hold.</summary>
/// <param name="Orders">Orders that have arrived, with those that name no person.</param>
/// <param name="Refunds">Refunds as the orders keep them. A refund that names no order lowers only the net amount.</param>
/// <param name="NetSpent">Orders less refunds, of customers and without.</param>
/// <param name="Stages">Visitors by stage as of the site's now, each stage with at least one.</param>
public sealed record AppliedTotals(long Orders, long Refunds, decimal NetSpent, IReadOnlyDictionary<LifecycleStage, int> Stages);
