using Recs.Core.Visitors.Profiles;
using Recs.Simulation;
using Recs.Simulation.Shoppers;

namespace Recs.Cli.Simulate;

/// <summary>What became of simulated shoppers.</summary>
/// <param name="World">The shop and its options.</param>
/// <param name="Stories">What everybody did.</param>
/// <param name="Applied">Read back from the states.</param>
public sealed record HistorySummary(SimulatedWorld World, IReadOnlyList<ShopperStory> Stories, AppliedTotals Applied)
{
    public long Events => Stories.Sum(s => (long)s.Events.Count);
}
