using Recs.Core.Recommendations.Lists;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Lists;

/// <summary>
/// Lists by id: ids begin with the time, so new ones go to the end of the index and old ones leave from its front. The visitor is
/// indexed by hash alone.
/// </summary>
internal sealed class SqliteListStore(Writer writer, ReaderPool readers) : IListStore
{
    private const string Upsert =
        """
        INSERT INTO list(list, site, visitor, bytes) VALUES(?, ?, ?, ?)
        ON CONFLICT(list, site) DO UPDATE SET visitor = excluded.visitor, bytes = excluded.bytes
        """;

    private const string Select = "SELECT bytes FROM list WHERE list = ? AND site = ?";
    private const string SelectOfVisitor = "SELECT bytes FROM list WHERE site = ? AND visitor = ? AND list > ? ORDER BY list";
    private const string SelectOutcomes = "SELECT bytes FROM list_outcome WHERE list = ? AND site = ? ORDER BY id";
    private const string InsertOutcome = "INSERT INTO list_outcome(site, list, at, bytes) VALUES(?, ?, ?, ?)";
    private const string DeleteOld = "DELETE FROM list WHERE id IN (SELECT id FROM list WHERE list < ? ORDER BY list LIMIT ?)";
    private const string SelectOldOutcomes = "SELECT id, at FROM list_outcome ORDER BY id LIMIT ?";
    private const string DeleteOutcomes = "DELETE FROM list_outcome WHERE id <= ?";
    private const string DeleteVisitors = "DELETE FROM list WHERE site = ? AND visitor = ?";

    public Task SaveAsync(IReadOnlyList<ListRecord> lists, CancellationToken cancel)
    {
        if (lists.Count == 0) return Task.CompletedTask;
        var rows = lists.Select(l => (List: l, Bytes: l.Encode())).ToList();
        return writer.WriteAsync(rows.Sum(r => r.Bytes.Length), session =>
        {
            var upsert = session.Database.Prepare(Upsert);
            Span<byte> id = stackalloc byte[16];
            foreach (var (list, bytes) in rows)
                upsert.Bind(Key(list.Id, id)).Bind(list.Site.Value).Bind(list.Visitor is { } visitor ? unchecked((long)Hash64.Of(visitor.Value)) : null).Bind(bytes).Run();
            return true;
        }, cancel);
    }

    public ValueTask<ListRecord?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        readers.ReadAsync((site, id), static (database, x) => Find(database, x.site, x.id), cancel);

    public ValueTask<IReadOnlyList<ListRecord>> ReadOfVisitorAsync(SiteId site, VisitorId visitor, Guid? after, int most, CancellationToken cancel) =>
        readers.ReadAsync((site, visitor, after, most), static (database, x) => (IReadOnlyList<ListRecord>)ReadOfVisitor(database, x.site, x.visitor, x.after, x.most), cancel);

    public ValueTask<IReadOnlyList<ListOutcome>> ReadOutcomesAsync(SiteId site, Guid id, CancellationToken cancel) =>
        readers.ReadAsync((site, id), static (database, x) => (IReadOnlyList<ListOutcome>)ReadOutcomes(database, x.site, x.id), cancel);

    public Task<int> DropBeforeAsync(Instant time, int most, CancellationToken cancel) =>
        writer.WriteAsync(most, session => Drop(session.Database, time, most), cancel);

    public Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> visitors, CancellationToken cancel) => writer.WriteAsync(visitors.Count, session =>
    {
        var gone = 0;
        foreach (var visitor in visitors)
        {
            session.Database.Prepare(DeleteVisitors).Bind(site.Value).Bind(Hash64.Of(visitor.Value)).Run();
            gone += session.Database.RowsChanged;
        }

        return gone;
    }, cancel);

    /// <summary>Writes the outcomes of a commit within its transaction.</summary>
    public static void WriteOutcomes(Database database, IReadOnlyList<ListOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
            database.Prepare(InsertOutcome).Bind(outcome.Site.Value).Bind(outcome.List).Bind(outcome.Time.UnixMilliseconds).Bind(outcome.Encode()).Run();
    }

    private static ListRecord? Find(Database database, SiteId site, Guid id)
    {
        Span<byte> key = stackalloc byte[16];
        using var rows = database.Prepare(Select).Bind(Key(id, key)).Bind(site.Value).Rows();
        return rows.Next() ? ListRecord.Decode(rows.Span(0)) : null;
    }

    // Of two visitors with one hash each has its own.
    private static List<ListRecord> ReadOfVisitor(Database database, SiteId site, VisitorId visitor, Guid? after, int most)
    {
        var lists = new List<ListRecord>();
        Span<byte> key = stackalloc byte[16];
        using var rows = database.Prepare(SelectOfVisitor).Bind(site.Value).Bind(Hash64.Of(visitor.Value)).Bind(Key(after ?? Guid.Empty, key)).Rows();
        while (lists.Count < most && rows.Next())
        {
            if (ListRecord.Decode(rows.Span(0)) is { Visitor: { } known } list && known == visitor) lists.Add(list);
        }

        return lists;
    }

    private static List<ListOutcome> ReadOutcomes(Database database, SiteId site, Guid id)
    {
        var outcomes = new List<ListOutcome>();
        using var rows = database.Prepare(SelectOutcomes).Bind(ListIds.HashOf(id)).Bind(site.Value).Rows();
        while (rows.Next()) outcomes.Add(ListOutcome.Decode(rows.Span(0)));
        return outcomes;
    }

    private static int Drop(Database database, Instant time, int most)
    {
        Span<byte> first = stackalloc byte[16];
        first.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(first, (ulong)Math.Max(0, time.UnixMilliseconds) << 16);
        database.Prepare(DeleteOld).Bind((ReadOnlySpan<byte>)first).Bind(most).Run();
        var lists = database.RowsChanged;
        var (outcomes, last) = OldOutcomes(database, time, most);
        if (outcomes > 0) database.Prepare(DeleteOutcomes).Bind(last).Run();
        return Math.Max(lists, outcomes);
    }

    // In the order of commits: what a history brings waits behind what is newer, so that nothing is searched.
    private static (int Count, long Last) OldOutcomes(Database database, Instant time, int most)
    {
        var (count, last) = (0, 0L);
        using var rows = database.Prepare(SelectOldOutcomes).Bind(most).Rows();
        while (rows.Next() && rows.Int(1) < time.UnixMilliseconds) (count, last) = (count + 1, rows.Int(0));
        return (count, last);
    }

    private static ReadOnlySpan<byte> Key(Guid id, Span<byte> into)
    {
        id.TryWriteBytes(into, bigEndian: true, out _);
        return into;
    }
}
