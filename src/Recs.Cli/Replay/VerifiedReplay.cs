using Recs.Core;
using Recs.Core.Streaming.Replays;

namespace Recs.Cli.Replay;

/// <summary>What verifying found.</summary>
/// <param name="To">The time replayed to.</param>
/// <param name="From">From what.</param>
/// <param name="Checks">What was compared with what.</param>
public sealed record VerifiedReplay(Instant To, ReplayedRecords From, IReadOnlyList<ReplayCheck> Checks)
{
    public long Differences => Checks.Sum(c => c.Differences);
}
