using Recs.Core.Streaming;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.DeadLetters;

/// <param name="writer">Writes.</param>
/// <param name="readers">Read.</param>
/// <param name="most">The newest letters of a site that are kept: whoever holds a public key can send what is refused.</param>
internal sealed class SqliteDeadLetters(Writer writer, ReaderPool readers, int most) : IDeadLetters
{
    private const string CountOfSite = "SELECT count(*) FROM dead_letter WHERE site = ?";

    private const string DeleteOldest =
        "DELETE FROM dead_letter WHERE id IN (SELECT id FROM dead_letter WHERE site = ? ORDER BY received_at, id LIMIT ?)";

    private const string Insert = "INSERT INTO dead_letter(site, received_at, code, message, message_id, body) VALUES(?, ?, ?, ?, ?, ?)";
    private const string SelectCounts = "SELECT code, count(*) FROM dead_letter WHERE site = ? GROUP BY code";

    private const string SelectNewest =
        "SELECT received_at, code, message, message_id, body FROM dead_letter WHERE site = ? ORDER BY received_at DESC, id DESC LIMIT ?";

    private const string SelectAll = "SELECT received_at, code, message, message_id, body, id FROM dead_letter WHERE site = ? ORDER BY id";
    private const string SelectOlder = "SELECT id FROM dead_letter WHERE received_at < ? ORDER BY id LIMIT ?";
    private const string DeleteAny = "DELETE FROM dead_letter WHERE id = ?";
    private const string Delete = "DELETE FROM dead_letter WHERE site = ? AND id = ?";

    // Counting reads the index of a site, so it is done once for so many letters; the writer's thread alone looks here.
    private readonly int _slack = Math.Max(1, most / 100);
    private readonly Dictionary<SiteId, int> _sinceCount = [];

    public Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancel) =>
        letters.Count == 0 ? Task.CompletedTask : writer.WriteAsync(letters.Sum(x => x.Body.Length), session => Add(session, letters), cancel);

    public ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(SiteId site, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return readers.ReadAsync((site, limit), static (database, x) => (IReadOnlyList<DeadLetter>)ReadNewest(database, x.site, x.limit), cancel);
    }

    public ValueTask<IReadOnlyDictionary<string, long>> CountAsync(SiteId site, CancellationToken cancel) =>
        readers.ReadAsync(site, Count, cancel);

    public IAsyncEnumerable<StoredDeadLetter> ScanAsync(SiteId site, CancellationToken cancel) =>
        readers.StreamAsync(database => database.Prepare(SelectAll).Bind(site.Value), (_, rows) => new StoredDeadLetter(rows.Int(5), Letter(site, rows)), cancel);

    public Task RemoveAsync(SiteId site, IReadOnlyList<long> numbers, CancellationToken cancel) =>
        numbers.Count == 0 ? Task.CompletedTask : writer.WriteAsync(numbers.Count, session => Remove(session, site, numbers), cancel);

    // Looked for by a reader: where nothing is old enough all letters are gone through, which must not hold the writer.
    public async Task<int> DropAsync(Instant before, int most, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var old = await readers.ReadAsync((before, most), static (database, x) => ReadOlder(database, x.before, x.most), cancel).ConfigureAwait(false);
        if (old.Count == 0) return 0;
        return await writer.WriteAsync(old.Count, session => Drop(session.Database, old), cancel).ConfigureAwait(false);
    }

    private static List<long> ReadOlder(Database database, Instant before, int most)
    {
        var old = new List<long>();
        using var rows = database.Prepare(SelectOlder).Bind(before.UnixMilliseconds).Bind(most).Rows();
        while (rows.Next()) old.Add(rows.Int(0));
        return old;
    }

    private static int Drop(Database database, List<long> numbers)
    {
        var dropped = 0;
        foreach (var number in numbers)
        {
            database.Prepare(DeleteAny).Bind(number).Run();
            dropped += database.RowsChanged;
        }

        return dropped;
    }

    private static bool Remove(WriteSession session, SiteId site, IReadOnlyList<long> numbers)
    {
        var delete = session.Database.Prepare(Delete);
        foreach (var number in numbers) delete.Bind(site.Value).Bind(number).Run();
        return true;
    }

    private static DeadLetter Letter(SiteId site, Rows rows) =>
        new(site, new Instant(rows.Int(0)), rows.Text(1), rows.Text(2), rows.TextOrNull(3), rows.Text(4));

    private bool Add(WriteSession session, IReadOnlyList<DeadLetter> letters)
    {
        var insert = session.Database.Prepare(Insert);
        foreach (var x in letters)
        {
            insert.Bind(x.Site.Value).Bind(x.ReceivedAt.UnixMilliseconds).Bind(x.Code).Bind(x.Message).Bind(x.MessageId).Bind(x.Body).Run();
            var added = _sinceCount.GetValueOrDefault(x.Site, _slack) + 1;
            _sinceCount[x.Site] = added < _slack ? added : Prune(session.Database, x.Site);
        }

        return true;
    }

    // Returns how many letters were added since the count: none.
    private int Prune(Database database, SiteId site)
    {
        long count;
        using (var rows = database.Prepare(CountOfSite).Bind(site.Value).Rows()) count = rows.Next() ? rows.Int(0) : 0;
        if (count > most) database.Prepare(DeleteOldest).Bind(site.Value).Bind(count - most).Run();
        return 0;
    }

    private static List<DeadLetter> ReadNewest(Database database, SiteId site, int limit)
    {
        var letters = new List<DeadLetter>();
        using var rows = database.Prepare(SelectNewest).Bind(site.Value).Bind(limit).Rows();
        while (rows.Next()) letters.Add(Letter(site, rows));
        return letters;
    }

    private static IReadOnlyDictionary<string, long> Count(Database database, SiteId site)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        using var rows = database.Prepare(SelectCounts).Bind(site.Value).Rows();
        while (rows.Next()) counts.Add(rows.Text(0), rows.Int(1));
        return counts;
    }
}
