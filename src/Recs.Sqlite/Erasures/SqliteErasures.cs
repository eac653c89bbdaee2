using Recs.Core.Streaming.Erasures;
using Recs.Sqlite.Checkpoints;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Erasures;

internal sealed class SqliteErasures(Writer writer, ReaderPool readers, SqliteCheckpoints checkpoints, string folder) : IErasures
{
    private const int SmallWrite = 256;

    private const string Upsert =
        """
        INSERT INTO erasure(receipt, requested_at, open, bytes) VALUES(?, ?, ?, ?)
        ON CONFLICT(receipt) DO UPDATE SET open = excluded.open, bytes = excluded.bytes
        """;

    private const string Select = "SELECT bytes FROM erasure WHERE receipt = ?";
    private const string SelectOpen = "SELECT bytes FROM erasure WHERE open = 1 ORDER BY requested_at, receipt";

    public Task SaveAsync(Erasure erasure, CancellationToken cancel) =>
        writer.WriteAsync(SmallWrite, session => Save(session, erasure), cancel);

    public ValueTask<Erasure?> FindAsync(string receipt, CancellationToken cancel) =>
        readers.ReadAsync(receipt, static (database, x) => Read(database.Prepare(Select).Bind(x)).FirstOrDefault(), cancel);

    public ValueTask<IReadOnlyList<Erasure>> ReadOpenAsync(CancellationToken cancel) =>
        readers.ReadAsync(0, static (database, _) => (IReadOnlyList<Erasure>)Read(database.Prepare(SelectOpen)), cancel);

    // Deleted rows are overwritten in the database files, but the write-ahead logs hold them as they were, and so do the copies of replays.
    public async ValueTask<bool> SealAsync(CancellationToken cancel) =>
        ScratchFolder.RemoveAbandoned(folder) && await writer.EmptyLogAsync(cancel).ConfigureAwait(false) && await checkpoints.SealAsync(cancel).ConfigureAwait(false);

    private static bool Save(WriteSession session, Erasure erasure)
    {
        session.Database.Prepare(Upsert).Bind(erasure.Receipt).Bind(erasure.RequestedAt.UnixMilliseconds)
            .Bind(erasure.Status == ErasureStatus.Done ? 0 : 1).Bind(erasure.Encode()).Run();
        return true;
    }

    private static List<Erasure> Read(Statement statement)
    {
        var erasures = new List<Erasure>();
        using var rows = statement.Rows();
        while (rows.Next()) erasures.Add(Erasure.Decode(rows.Span(0)));
        return erasures;
    }
}
