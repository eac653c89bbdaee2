namespace Recs.Core.Visitors.Profiles;

/// <summary>What the stored states of a site hold.</summary>
/// <param name="Orders">Orders that have arrived, with those that name no person.</param>
/// <param name="Refunds">Refunds as the orders keep them. A refund that names no order lowers only the net amount.</param>
/// <param name="Net">Orders less refunds, of customers and without, by currency.</param>
/// <param name="Stages">Visitors by stage as of the site's now, each stage with at least one.</param>
public sealed record AppliedTotals(long Orders, long Refunds, IReadOnlyDictionary<string, decimal> Net, IReadOnlyDictionary<LifecycleStage, int> Stages)
{
    /// <summary>The net amounts added up: of a site that knows one currency only, what was spent.</summary>
    public decimal NetSpent => Net.Values.Sum();
}
