using System.Text;
using Microsoft.Data.Sqlite;

namespace Recs.EndToEnd.Tests;

/// <summary>Looks into the files of a data folder from outside, also while a server holds it.</summary>
internal static class DataFiles
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The files in which a text stands.</summary>
    public static List<string> With(string folder, string text) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal) && Read(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];

    /// <summary>Returns as soon as a number in the database is at least so large.</summary>
    public static async Task ReachedAsync(string folder, string sql, long least)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "recs.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var patience = new CancellationTokenSource(Patience);
        while (Number(connection, sql) < least)
        {
            Assert.False(patience.IsCancellationRequested, $"{sql}: at least {least} was expected within {Patience}; it is {Number(connection, sql)}.");
            await Task.Yield();
        }
    }

    public static long Number(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "recs.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return Number(connection, sql);
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
