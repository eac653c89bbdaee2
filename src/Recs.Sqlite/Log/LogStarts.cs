using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Log;

/// <summary>The first offset of each partition that was not dropped.</summary>
internal static class LogStarts
{
    private const string Select = "SELECT start FROM log_start WHERE partition = ?";
    private const string SelectAny = "SELECT count(*) FROM log_start WHERE start > 0";
    private const string Upsert = "INSERT INTO log_start(partition, start) VALUES(?, ?) ON CONFLICT(partition) DO UPDATE SET start = excluded.start";
    private const string Delete = "DELETE FROM log WHERE place >= ? AND place < ?";

    public static long Read(Database database, int partition)
    {
        using var rows = database.Prepare(Select).Bind(partition).Rows();
        return rows.Next() ? rows.Int(0) : 0;
    }

    /// <summary>Records of some partition have been dropped.</summary>
    public static bool Any(Database database) => database.Number(SelectAny) > 0;

    /// <summary>Drops records before an offset, at most so many. Offsets are dense, so that is a range.</summary>
    public static int Drop(Database database, int partition, long before, int most)
    {
        var start = Read(database, partition);
        var next = Math.Min(before, start + most);
        if (next <= start) return 0;
        database.Prepare(Delete).Bind(LogPlace.Of(partition, start)).Bind(LogPlace.Of(partition, next)).Run();
        database.Prepare(Upsert).Bind(partition).Bind(next).Run();
        return (int)(next - start);
    }
}
