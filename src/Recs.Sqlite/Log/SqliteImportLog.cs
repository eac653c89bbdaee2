using Recs.Core.Streaming;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Log;

internal sealed class SqliteImportLog(Writer writer, ReaderPool readers, PartitionRange partitions) : IImportLog
{
    private const string Insert = "INSERT INTO import_part(site, import, number, digest, result) VALUES(?, ?, ?, ?, ?)";
    private const string SelectOne = "SELECT number, digest, result FROM import_part WHERE site = ? AND import = ? AND number = ?";
    private const string SelectAll = "SELECT number, digest, result FROM import_part WHERE site = ? AND import = ? ORDER BY number";

    private const string SelectSite = "SELECT number, digest, result, import FROM import_part WHERE site = ?";
    private const string Update = "UPDATE import_part SET result = ? WHERE site = ? AND import = ? AND number = ?";

    public Task<ImportPart> AppendAsync(ImportPart part, IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        var weight = SqliteEventLog.Weigh(records, partitions) + part.Result.Length;
        return writer.WriteAsync(weight, session => Append(session, part, records), cancel);
    }

    public ValueTask<ImportPart?> FindAsync(SiteId site, string importId, int number, CancellationToken cancel) =>
        readers.ReadAsync((site, importId, number), static (database, x) => Find(database, x.site, x.importId, x.number), cancel);

    public ValueTask<IReadOnlyList<ImportPart>> ReadAsync(SiteId site, string importId, CancellationToken cancel) =>
        readers.ReadAsync((site, importId), static (database, x) => (IReadOnlyList<ImportPart>)ReadAll(database, x.site, x.importId), cancel);

    public IAsyncEnumerable<ImportPart> ScanAsync(SiteId site, CancellationToken cancel) =>
        readers.StreamAsync(database => database.Prepare(SelectSite).Bind(site.Value), (_, rows) => Current(rows, site, rows.Text(3)), cancel);

    public Task ReplaceResultAsync(ImportPart part, CancellationToken cancel) => writer.WriteAsync(part.Result.Length, session =>
    {
        session.Database.Prepare(Update).Bind(part.Result.Span).Bind(part.Site.Value).Bind(part.ImportId).Bind(part.Number).Run();
        return true;
    }, cancel);

    private static ImportPart Append(WriteSession session, ImportPart part, IReadOnlyList<NewRecord> records)
    {
        if (Find(session.Database, part.Site, part.ImportId, part.Number) is { } kept) return kept;
        session.Database.Prepare(Insert).Bind(part.Site.Value).Bind(part.ImportId).Bind(part.Number).Bind(part.Digest.Span).Bind(part.Result.Span).Run();
        SqliteEventLog.Append(session, records);
        return part;
    }

    private static ImportPart? Find(Database database, SiteId site, string importId, int number)
    {
        using var rows = database.Prepare(SelectOne).Bind(site.Value).Bind(importId).Bind(number).Rows();
        return rows.Next() ? Current(rows, site, importId) : null;
    }

    private static List<ImportPart> ReadAll(Database database, SiteId site, string importId)
    {
        var parts = new List<ImportPart>();
        using var rows = database.Prepare(SelectAll).Bind(site.Value).Bind(importId).Rows();
        while (rows.Next()) parts.Add(Current(rows, site, importId));
        return parts;
    }

    private static ImportPart Current(Rows rows, SiteId site, string importId) => new(site, importId, (int)rows.Int(0), rows.Blob(1), rows.Blob(2));
}
