using Recs.Core.Streaming;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Visitors;

internal sealed class SqliteVisitorStore(Writer writer, ReaderPool readers, PartitionRange partitions, TimeProvider clock) : IVisitorStore
{
    private const int SmallWrite = 256;

    public async ValueTask<PartitionHead> AcquireAsync(int partition, CancellationToken cancel)
    {
        partitions.Check(partition);
        return await writer.WriteAsync(SmallWrite, session => Acquire(session, partition), cancel).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<StoredVisitor>> LoadAsync(int partition, IReadOnlyList<VisitorKey> visitors, bool withOrders, CancellationToken cancel)
    {
        partitions.Check(partition);
        if (visitors.Count == 0) return ValueTask.FromResult<IReadOnlyList<StoredVisitor>>([]);
        return readers.ReadAsync((partition, visitors, withOrders), static (database, x) =>
        {
            var stored = new StoredVisitor[x.visitors.Count];
            for (var i = 0; i < stored.Length; i++) stored[i] = VisitorRows.Read(database, x.partition, x.visitors[i], x.withOrders);
            return (IReadOnlyList<StoredVisitor>)stored;
        }, cancel);
    }

    public ValueTask<IReadOnlyList<DueVisitor>> LoadDueAsync(int partition, SiteId site, Instant until, int limit, CancellationToken cancel)
    {
        partitions.Check(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return readers.ReadAsync((partition, site, until, limit), static (database, x) =>
            (IReadOnlyList<DueVisitor>)VisitorRows.ReadDue(database, x.partition, x.site, x.until, x.limit), cancel);
    }

    public IAsyncEnumerable<StoredCounter> LoadCountersAsync(int partition, CancellationToken cancel)
    {
        partitions.Check(partition);
        return readers.StreamAsync(database => Counters.OfPartition(database, partition), static (_, rows) => Counters.Current(rows), cancel);
    }

    public Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel)
    {
        partitions.Check(commit.Partition);
        ArgumentOutOfRangeException.ThrowIfLessThan(commit.NextOffset, commit.FromOffset);
        return writer.WriteAsync(CommitWeight.Of(commit), session => CommitWrite.Write(session, commit), cancel);
    }

    public ValueTask<Instant?> NextDueAsync(int partition, SiteId site, CancellationToken cancel)
    {
        partitions.Check(partition);
        return readers.ReadAsync((partition, site), static (database, x) => VisitorRows.ReadNextDue(database, x.partition, x.site), cancel);
    }

    public ValueTask<IReadOnlyList<OutboxRecord>> ReadOutboxAsync(int partition, int limit, CancellationToken cancel)
    {
        partitions.Check(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return readers.ReadAsync((partition, limit), static (database, x) => Outbox.Read(database, x.partition, x.limit), cancel);
    }

    public Task CompleteOutboxAsync(int partition, long upToSequence, IReadOnlyList<AliasBinding> aliases, CancellationToken cancel)
    {
        partitions.Check(partition);
        return writer.WriteAsync(SmallWrite, session => Outbox.Complete(session, partition, upToSequence, aliases), cancel);
    }

    public ValueTask<IReadOnlyList<VisitorKey>> FindByHashAsync(int partition, SiteId site, ulong hash, CancellationToken cancel)
    {
        partitions.Check(partition);
        return readers.ReadAsync((partition, site, hash), static (database, x) =>
            (IReadOnlyList<VisitorKey>)VisitorRows.FindByHash(database, x.partition, x.site, x.hash), cancel);
    }

    public Task ReplaceChangesAsync(int partition, IReadOnlyList<StoredChange> changes, CancellationToken cancel)
    {
        partitions.Check(partition);
        return writer.WriteAsync(SmallWrite + changes.Sum(c => c.Bytes.Length), session => ForgetWrite.Replace(session, partition, changes), cancel);
    }

    public Task<int> DropChangesAsync(int partition, long beforeOffset, int most, CancellationToken cancel)
    {
        partitions.Check(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return writer.WriteAsync(SmallWrite * 8, session => OldChanges.Drop(session.Database, partition, beforeOffset, most), cancel);
    }

    public Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) =>
        writer.WriteAsync(SmallWrite, session => ForgetWrite.Forget(session, site, ids), cancel);

    private PartitionHead Acquire(WriteSession session, int partition)
    {
        var head = PartitionHeads.Read(session.Database, partition);
        head = head with { Epoch = Math.Max(head.Epoch + 1, Instant.Now(clock).UnixMilliseconds) };
        PartitionHeads.Write(session.Database, head);
        return head;
    }
}
