using Recs.Core.Streaming;

namespace Recs.Sqlite.Visitors;

/// <summary>Roughly how many bytes a commit writes.</summary>
internal static class CommitWeight
{
    private const int RowOverhead = 48;

    public static int Of(PartitionCommit commit)
    {
        var rows = commit.Visitors.Count + commit.Orders.Count + commit.Sites.Count + commit.Counters.Count + commit.Changes.Count
            + commit.Outbox.Count + commit.Sightings.Count + commit.Names.Count + commit.ClaimedSightings.Count + commit.ClaimedNames.Count;
        var weight = rows * RowOverhead;
        foreach (var visitor in commit.Visitors) weight += visitor.State?.Length ?? 0;
        foreach (var counter in commit.Counters) weight += counter.Bytes.Length;
        return weight;
    }
}
