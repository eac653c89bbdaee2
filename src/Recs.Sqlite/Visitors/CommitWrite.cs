using Recs.Core.Streaming;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Lists;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Visitors;

/// <summary>Writes a partition's batch within the writer's transaction, or finds that it must not.</summary>
internal static class CommitWrite
{
    private const string UpsertVisitor =
        """
        INSERT INTO visitor(partition, site, visitor, state, due) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT(partition, site, visitor) DO UPDATE SET state = excluded.state, due = excluded.due
        """;

    private const string DeleteVisitor = "DELETE FROM visitor WHERE partition = ? AND site = ? AND visitor = ?";

    private const string UpsertOrder =
        """
        INSERT INTO visitor_order(partition, site, visitor, hash, bytes) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT(partition, site, visitor, hash) DO UPDATE SET bytes = excluded.bytes
        """;

    private const string DeleteOrder = "DELETE FROM visitor_order WHERE partition = ? AND site = ? AND visitor = ? AND hash = ?";

    private const string UpsertSite =
        """
        INSERT INTO partition_site(partition, site, bytes) VALUES(?, ?, ?)
        ON CONFLICT(partition, site) DO UPDATE SET bytes = excluded.bytes
        """;

    private const string UpsertCounter =
        """
        INSERT INTO counter(partition, site, kind, key, version, bytes) VALUES(?, ?, ?, ?, ?, ?)
        ON CONFLICT(partition, site, kind, key) DO UPDATE SET version = excluded.version, bytes = excluded.bytes
        """;

    private const string InsertChange = "INSERT INTO change(partition, sequence, bytes, cause) VALUES(?, ?, ?, ?)";
    private const string InsertOutbox = "INSERT INTO outbox(partition, sequence, bytes) VALUES(?, ?, ?)";
    private const string InsertName = "INSERT INTO name(site, hash, text) VALUES(?, ?, ?) ON CONFLICT DO NOTHING";

    public static CommitOutcome Write(WriteSession session, PartitionCommit commit)
    {
        var head = PartitionHeads.ReadNumbers(session.Database, commit.Partition);
        if (commit.Epoch < head.Epoch) return CommitOutcome.StaleEpoch;
        if (commit.FromOffset != head.NextOffset) return CommitOutcome.OffsetGap;
        CheckSequences(commit, head);
        Mark(session.Versions, commit);
        WriteVisitors(session.Database, commit);
        WriteCounters(session, commit);
        WriteOutgoing(session.Database, commit);
        SqliteListStore.WriteOutcomes(session.Database, commit.Outcomes);
        Sightings.Write(session, commit.Sightings, claimed: false);
        Sightings.Write(session, commit.ClaimedSightings, claimed: true);
        WriteNames(session, commit);
        PartitionHeads.Write(session.Database, head with
        {
            Epoch = commit.Epoch,
            NextOffset = commit.NextOffset,
            NextChange = head.NextChange + commit.Changes.Count,
            NextOutbox = head.NextOutbox + commit.Outbox.Count,
        });
        if (commit.Changes.Count > 0) session.Changes.Note(commit.Partition, head.NextChange + commit.Changes.Count);
        return CommitOutcome.Committed;
    }

    private static void WriteNames(WriteSession session, PartitionCommit commit)
    {
        foreach (var (site, hash, text) in commit.Names) Insert(site, hash, text);
        foreach (var (site, hash, text) in commit.ClaimedNames)
        {
            if (session.ClaimedNames.Takes(session.Database, site)) Insert(site, hash, text);
        }

        void Insert(SiteId site, ulong hash, string text) => session.Database.Prepare(InsertName).Bind(site.Value).Bind(hash).Bind(text).Run();
    }

    private static void CheckSequences(PartitionCommit commit, PartitionHead head)
    {
        for (var i = 0; i < commit.Changes.Count; i++)
            CheckSequence("change", commit.Changes[i].Sequence, head.NextChange + i, commit.Partition);
        for (var i = 0; i < commit.Outbox.Count; i++)
            CheckSequence("outbox record", commit.Outbox[i].Sequence, head.NextOutbox + i, commit.Partition);
    }

    private static void CheckSequence(string what, long found, long expected, int partition)
    {
        if (found != expected)
            throw new RefusedWriteException(new ArgumentException($"A commit of partition {partition} has a {what} numbered {found} where {expected} is next. Number them on from the head."));
    }

    private static void Mark(VisitorVersions versions, PartitionCommit commit)
    {
        foreach (var write in commit.Visitors) versions.Mark(write.Key);
        foreach (var write in commit.Orders) versions.Mark(write.Key);
    }

    private static void WriteVisitors(Database database, PartitionCommit commit)
    {
        var partition = commit.Partition;
        foreach (var (key, state, due) in commit.Visitors)
        {
            if (state is null) database.Prepare(DeleteVisitor).Bind(partition).Bind(key.Site.Value).Bind(key.Visitor.Value).Run();
            else database.Prepare(UpsertVisitor).Bind(partition).Bind(key.Site.Value).Bind(key.Visitor.Value).Bind(state).Bind(due?.UnixMilliseconds).Run();
        }

        foreach (var (key, hash, bytes) in commit.Orders)
        {
            var statement = database.Prepare(bytes is null ? DeleteOrder : UpsertOrder).Bind(partition).Bind(key.Site.Value).Bind(key.Visitor.Value).Bind(hash);
            if (bytes is not null) statement.Bind(bytes);
            statement.Run();
        }
    }

    private static void WriteCounters(WriteSession session, PartitionCommit commit)
    {
        foreach (var site in commit.Sites)
            session.Database.Prepare(UpsertSite).Bind(commit.Partition).Bind(site.Site.Value).Bind(site.Bytes).Run();
        if (commit.Counters.Count == 0) return;
        var upsert = session.Database.Prepare(UpsertCounter);
        var version = session.Version();
        foreach (var counter in commit.Counters)
            upsert.Bind(commit.Partition).Bind(counter.Site.Value).Bind(counter.Kind).Bind(counter.Key).Bind(version).Bind(counter.Bytes).Run();
    }

    private static void WriteOutgoing(Database database, PartitionCommit commit)
    {
        foreach (var change in commit.Changes) database.Prepare(InsertChange).Bind(commit.Partition).Bind(change.Sequence).Bind(change.Bytes).Bind(change.Offset).Run();
        foreach (var record in commit.Outbox) database.Prepare(InsertOutbox).Bind(commit.Partition).Bind(record.Sequence).Bind(record.Bytes).Run();
    }
}
