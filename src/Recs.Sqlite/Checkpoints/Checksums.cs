using Microsoft.Data.Sqlite;
using Recs.Core.Serialization;
using Recs.Sqlite.Engine;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Recs.Sqlite.Checkpoints;

/// <summary>Two functions for SQL: the XXH64 of a row's values, and the exclusive or by which rows add up in any order and can be taken out again.</summary>
internal static class Checksums
{
    public const string Hash = "recs_hash";
    public const string Xor = "recs_xor";

    private const int Flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

    /// <summary>Makes them known to a connection.</summary>
    public static void Define(Database database)
    {
        // A connection is used by one thread at a time, so its rows may share a buffer.
        var row = new BinaryEncoder();
        Check(sqlite3_create_function(database.Handle, Hash, -1, Flags, null, (context, _, values) => sqlite3_result_int64(context, unchecked((long)Of(row, values)))), database);
        Check(sqlite3_create_function(database.Handle, Xor, 2, Flags, null, (context, _, values) =>
            sqlite3_result_int64(context, sqlite3_value_int64(values[0]) ^ sqlite3_value_int64(values[1]))), database);
    }

    private static ulong Of(BinaryEncoder row, sqlite3_value[] values)
    {
        row.Clear();
        foreach (var value in values)
        {
            var type = sqlite3_value_type(value);
            row.Byte((byte)type);
            if (type == SQLITE_INTEGER) row.Fixed64(unchecked((ulong)sqlite3_value_int64(value)));
            else if (type != SQLITE_NULL) row.Bytes(sqlite3_value_blob(value));
        }

        return Core.Hash64.Of(row.Written);
    }

    private static void Check(int rc, Database database) => SqliteException.ThrowExceptionForRC(rc, database.Handle);
}
