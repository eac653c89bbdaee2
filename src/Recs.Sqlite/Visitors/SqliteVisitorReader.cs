using Recs.Core.Streaming;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;

namespace Recs.Sqlite.Visitors;

/// <param name="readers">Run the reads.</param>
/// <param name="scans">Runs the scans.</param>
/// <param name="changes">Where the changes end.</param>
/// <param name="partitions">Of the installation.</param>
internal sealed class SqliteVisitorReader(IReads readers, ReaderPool scans, ChangeEnds changes, PartitionRange partitions) : IVisitorReader
{
    private const string SelectChanges = "SELECT sequence, bytes, cause FROM change WHERE partition = ? AND sequence >= ? ORDER BY sequence LIMIT ?";
    private const string SelectName = "SELECT text FROM name WHERE site = ? AND hash = ?";

    public ValueTask<IReadOnlyList<VisitorId>> ResolveAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) =>
        readers.ReadAsync((site, ids), static (database, x) => Outbox.Resolve(database, x.site, x.ids), cancel);

    public ValueTask<IReadOnlyList<VisitorId>> AliasesAsync(SiteId site, VisitorId user, CancellationToken cancel) =>
        readers.ReadAsync((site, user), static (database, x) => (IReadOnlyList<VisitorId>)Outbox.Aliases(database, x.site, x.user), cancel);

    public ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel) =>
        readers.ReadAsync((partition: partitions.Of(visitor), visitor), static (database, x) =>
            VisitorRows.Read(database, x.partition, x.visitor, withOrders: true), cancel);

    public IAsyncEnumerable<StoredVisitor> ScanAsync(int partition, CancellationToken cancel)
    {
        partitions.Check(partition);
        return scans.StreamAsync(database => VisitorRows.Scan(database, partition), (database, rows) => VisitorRows.Current(database, partition, rows), cancel);
    }

    public ValueTask<PartitionHead> HeadAsync(int partition, CancellationToken cancel)
    {
        partitions.Check(partition);
        return readers.ReadAsync(partition, PartitionHeads.Read, cancel);
    }

    public ValueTask<IReadOnlyList<StoredChange>> ReadChangesAsync(int partition, long fromSequence, int limit, CancellationToken cancel)
    {
        partitions.Check(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return readers.ReadAsync((partition, fromSequence, limit), static (database, x) => (IReadOnlyList<StoredChange>)ReadChanges(database, x.partition, x.fromSequence, x.limit), cancel);
    }

    public ValueTask<IReadOnlyList<long>> ChangeEndsAsync(CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<long>>(changes.Read());

    public Task WaitForChangesAsync(IReadOnlyList<long> from, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(from.Count, partitions.Count);
        return changes.WaitAsync(from, cancel);
    }

    public ValueTask<CounterChanges> ReadCounterChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        readers.ReadAsync((site, afterVersion), static (database, x) =>
            new CounterChanges(Versions.Current(database), Counters.ReadChanged(database, x.site, x.afterVersion)), cancel);

    public ValueTask<SightingChanges> ReadSightingsAsync(SiteId site, long afterVersion, CancellationToken cancel) =>
        readers.ReadAsync((site, afterVersion), static (database, x) =>
            new SightingChanges(Versions.Current(database), Sightings.Read(database, x.site, x.afterVersion)), cancel);

    public ValueTask<IReadOnlyList<string?>> ReadNamesAsync(SiteId site, IReadOnlyList<ulong> hashes, CancellationToken cancel) =>
        readers.ReadAsync((site, hashes), static (database, x) => (IReadOnlyList<string?>)ReadNames(database, x.site, x.hashes), cancel);

    private static List<StoredChange> ReadChanges(Database database, int partition, long fromSequence, int limit)
    {
        var changes = new List<StoredChange>();
        using var rows = database.Prepare(SelectChanges).Bind(partition).Bind(fromSequence).Bind(limit).Rows();
        while (rows.Next()) changes.Add(new StoredChange(rows.Int(0), rows.Blob(1), rows.Int(2)));
        return changes;
    }

    private static string?[] ReadNames(Database database, SiteId site, IReadOnlyList<ulong> hashes)
    {
        var names = new string?[hashes.Count];
        for (var i = 0; i < names.Length; i++)
        {
            using var rows = database.Prepare(SelectName).Bind(site.Value).Bind(hashes[i]).Rows();
            names[i] = rows.Next() ? rows.Text(0) : null;
        }

        return names;
    }
}
