namespace Recs.Core.Streaming.Replays;

/// <summary>What comparing two stores found.</summary>
/// <param name="What">Which two, in words.</param>
/// <param name="Visitors">How many were compared.</param>
/// <param name="Orders">Their orders.</param>
/// <param name="Counters">Counters compared.</param>
/// <param name="Changes">Published changes compared.</param>
/// <param name="Differences">How many things differ; 0: all bytes are the same.</param>
/// <param name="First">The first of them, at most <see cref="MostListed"/>.</param>
public sealed record ReplayCheck(
    string What, long Visitors, long Orders, long Counters, long Changes, long Differences, IReadOnlyList<ReplayDifference> First)
{
    public const int MostListed = 20;
}

/// <param name="Partition">Where.</param>
/// <param name="Site">Of which site; null: the partition as a whole.</param>
/// <param name="Visitor">Of which visitor; null: the site as a whole.</param>
/// <param name="What">What differs: parts of the state by name, orders, counters, changes.</param>
public sealed record ReplayDifference(int Partition, SiteId? Site, VisitorId? Visitor, string What)
{
    public override string ToString() =>
        (Visitor is { } visitor ? $"visitor {Site}/{visitor}" : Site is { } site ? $"site {site}" : "all sites") + $" (partition {Partition}): {What}";
}
