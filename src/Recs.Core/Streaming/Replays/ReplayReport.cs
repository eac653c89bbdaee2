namespace Recs.Core.Streaming.Replays;

/// <summary>What a comparison of states found.</summary>
/// <param name="To">The time up to which the log was replayed.</param>
/// <param name="Records">Records of the log up to then.</param>
/// <param name="Visitors">Visitors compared; one that was compared twice counts twice, as do the following.</param>
/// <param name="Orders">Their orders.</param>
/// <param name="Counters">Counters compared.</param>
/// <param name="Changes">Published changes compared.</param>
/// <param name="Differences">How many things differ; 0: the states are right.</param>
/// <param name="First">The first of them, at most <see cref="MostListed"/>.</param>
public sealed record ReplayReport(
    Instant To, long Records, long Visitors, long Orders, long Counters, long Changes, long Differences, IReadOnlyList<ReplayDifference> First)
{
    public const int MostListed = 100;
}

/// <param name="Between">Which two were compared.</param>
/// <param name="Partition">Where.</param>
/// <param name="Site">Of which site; null: the partition as a whole.</param>
/// <param name="Visitor">Of which visitor; null: the site as a whole.</param>
/// <param name="What">What differs: parts of the state by name, orders, counters, changes.</param>
public sealed record ReplayDifference(string Between, int Partition, SiteId? Site, VisitorId? Visitor, string What);
