using Recs.Cli.Hosting;
using Recs.Core;

namespace Recs.Cli.Replay;

/// <summary>What a replay came to.</summary>
/// <param name="To">The time replayed to.</param>
/// <param name="Records">Records that are in the stored states, over all sites.</param>
/// <param name="Waiting">Records of the log that are not yet in the stored states and were left out.</param>
/// <param name="Applied">The site at that time.</param>
/// <param name="Checks">What was compared; empty without verification.</param>
public sealed record ReplayReport(Instant To, long Records, long Waiting, AppliedTotals Applied, IReadOnlyList<ReplayCheck> Checks)
{
    public bool Same => Checks.All(c => c.Differences == 0);
}

/// <param name="What">Which two sides, in words.</param>
/// <param name="Compared">Visitors, sites and counters looked at.</param>
/// <param name="Differences">How many differ.</param>
/// <param name="First">The first of them in words.</param>
public sealed record ReplayCheck(string What, long Compared, long Differences, IReadOnlyList<string> First);
