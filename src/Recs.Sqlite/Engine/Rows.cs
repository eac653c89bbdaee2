using System.Text;
using static SQLitePCL.raw;

namespace Recs.Sqlite.Engine;

/// <summary>The rows of a statement in execution. Columns are numbered from 0.</summary>
internal readonly struct Rows(Statement statement) : IDisposable
{
    public bool Next() => statement.Step();

    public bool IsNull(int column) => sqlite3_column_type(statement.Handle, column) == SQLITE_NULL;

    public long Int(int column) => sqlite3_column_int64(statement.Handle, column);

    public ulong Hash(int column) => unchecked((ulong)Int(column));

    // Read as bytes, so that a text keeps what follows a NUL.
    public string Text(int column) => Encoding.UTF8.GetString(Span(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Blob(int column) => Span(column).ToArray();

    /// <summary>The bytes of a column, valid until the next row.</summary>
    public ReadOnlySpan<byte> Span(int column) => sqlite3_column_blob(statement.Handle, column);

    public void Dispose() => statement.Reset();
}
