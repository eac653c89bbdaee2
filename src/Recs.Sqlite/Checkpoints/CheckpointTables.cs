using System.Globalization;
using System.Text;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Checkpoints;

/// <summary>
/// What makes a file with the ordinary tables a checkpoint: tables of its own, a checksum of each partition that triggers keep up to
/// date with every row that is written, and no room for changes and outbox records, of which only the numbers are kept, nor for what came of lists.
/// </summary>
internal static class CheckpointTables
{
    /// <summary>The number under which rows are summed up that belong to no partition.</summary>
    public const int Everywhere = -1;

    private const string SelectSum = "SELECT sum FROM checksum WHERE partition = ?";

    private const string Own =
        """
        CREATE TABLE erased_site(site TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE message_id(site TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(site, id)) WITHOUT ROWID;
        CREATE TABLE checksum(partition INTEGER PRIMARY KEY, sum INTEGER NOT NULL);
        CREATE TRIGGER no_change BEFORE INSERT ON change BEGIN SELECT RAISE(IGNORE); END;
        CREATE TRIGGER no_outbox BEFORE INSERT ON outbox BEGIN SELECT RAISE(IGNORE); END;
        CREATE TRIGGER no_outcome BEFORE INSERT ON list_outcome BEGIN SELECT RAISE(IGNORE); END;
        """;

    // What is summed up, by triggers that stay as they were made: columns added since are not. Versions and epochs are this file's own affair.
    private static readonly (string Table, bool InPartition, string[] Columns)[] Summed =
    [
        ("visitor", true, ["site", "visitor", "state", "due"]),
        ("visitor_order", true, ["site", "visitor", "hash", "bytes"]),
        ("counter", true, ["site", "kind", "key", "bytes"]),
        ("partition_site", true, ["site", "bytes"]),
        ("partition", true, ["next_offset", "next_change", "next_outbox"]),
        ("name", false, ["site", "hash", "text"]),
        ("sighting", false, ["site", "item", "name", "category", "brand", "price", "currency"]),
        ("erased_site", false, ["site"]),
        ("message_id", false, ["site", "id"]),
    ];

    private static readonly string[] OfPartition = [.. Summed.Where(s => s.InPartition).Select(s => $"SELECT {Hash("", s)} FROM {s.Table} WHERE partition = ?")];
    private static readonly string[] OfAll = [.. Summed.Where(s => !s.InPartition).Select(s => $"SELECT {Hash("", s)} FROM {s.Table}")];

    /// <summary>Adds to a file with the ordinary tables what it lacks.</summary>
    public static void Prepare(Database database, int partitions)
    {
        if (database.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'checksum'") > 0) return;
        var sql = new StringBuilder("BEGIN IMMEDIATE;").Append(Own);
        for (var p = Everywhere; p < partitions; p++) sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO checksum VALUES({p}, 0);");
        foreach (var table in Summed) AppendTriggers(sql, table);
        database.Execute(sql.Append("COMMIT;").ToString());
    }

    /// <summary>Makes an ordinary file of it again.</summary>
    public static void Remove(Database database)
    {
        var sql = new StringBuilder("BEGIN IMMEDIATE; DROP TRIGGER no_change; DROP TRIGGER no_outbox; DROP TRIGGER no_outcome;");
        foreach (var (table, _, _) in Summed) sql.Append(CultureInfo.InvariantCulture, $"DROP TRIGGER {table}_insert; DROP TRIGGER {table}_update; DROP TRIGGER {table}_delete;");
        database.Execute(sql.Append("DROP TABLE erased_site; DROP TABLE message_id; DROP TABLE checksum; COMMIT;").ToString());
    }

    /// <summary>The rows of a partition add up to what was kept with every write.</summary>
    public static bool IsWhole(Database database, int partition)
    {
        var sum = 0L;
        foreach (var select in partition == Everywhere ? OfAll : OfPartition)
        {
            var statement = database.Prepare(select);
            if (partition != Everywhere) statement.Bind(partition);
            using var rows = statement.Rows();
            while (rows.Next()) sum ^= rows.Int(0);
        }

        using var kept = database.Prepare(SelectSum).Bind(partition).Rows();
        return kept.Next() && kept.Int(0) == sum;
    }

    private static void AppendTriggers(StringBuilder sql, (string Table, bool InPartition, string[] Columns) of)
    {
        Append("insert", "new", $"{Checksums.Xor}(sum, {Hash("new.", of)})");
        Append("update", "new", $"{Checksums.Xor}(sum, {Checksums.Xor}({Hash("old.", of)}, {Hash("new.", of)}))");
        Append("delete", "old", $"{Checksums.Xor}(sum, {Hash("old.", of)})");

        void Append(string what, string row, string sum)
        {
            var partition = of.InPartition ? $"{row}.partition" : Everywhere.ToString(CultureInfo.InvariantCulture);
            sql.Append(CultureInfo.InvariantCulture, $"CREATE TRIGGER {of.Table}_{what} AFTER {what} ON {of.Table} BEGIN UPDATE checksum SET sum = {sum} WHERE partition = {partition}; END;");
        }
    }

    private static string Hash(string row, (string Table, bool InPartition, string[] Columns) of) =>
        $"{Checksums.Hash}('{of.Table}', {string.Join(", ", of.Columns.Select(c => row + c))})";
}
