using Recs.Core.Streaming;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.DeadLetters;

internal sealed class SqliteDeadLetters(Writer writer, ReaderPool readers) : IDeadLetters
{
    private const string Insert = "INSERT INTO dead_letter(site, received_at, code, message, message_id, body) VALUES(?, ?, ?, ?, ?, ?)";
    private const string SelectCounts = "SELECT code, count(*) FROM dead_letter WHERE site = ? GROUP BY code";

    private const string SelectNewest =
        "SELECT received_at, code, message, message_id, body FROM dead_letter WHERE site = ? ORDER BY received_at DESC, id DESC LIMIT ?";

    public Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancel) =>
        letters.Count == 0 ? Task.CompletedTask : writer.WriteAsync(letters.Sum(x => x.Body.Length), session => Add(session, letters), cancel);

    public ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(SiteId site, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return readers.ReadAsync((site, limit), static (database, x) => (IReadOnlyList<DeadLetter>)ReadNewest(database, x.site, x.limit), cancel);
    }

    public ValueTask<IReadOnlyDictionary<string, long>> CountAsync(SiteId site, CancellationToken cancel) =>
        readers.ReadAsync(site, Count, cancel);

    private static bool Add(WriteSession session, IReadOnlyList<DeadLetter> letters)
    {
        var insert = session.Database.Prepare(Insert);
        foreach (var x in letters)
            insert.Bind(x.Site.Value).Bind(x.ReceivedAt.UnixMilliseconds).Bind(x.Code).Bind(x.Message).Bind(x.MessageId).Bind(x.Body).Run();
        return true;
    }

    private static List<DeadLetter> ReadNewest(Database database, SiteId site, int limit)
    {
        var letters = new List<DeadLetter>();
        using var rows = database.Prepare(SelectNewest).Bind(site.Value).Bind(limit).Rows();
        while (rows.Next())
            letters.Add(new DeadLetter(site, new Instant(rows.Int(0)), rows.Text(1), rows.Text(2), rows.TextOrNull(3), rows.Text(4)));
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
