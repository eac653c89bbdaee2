using Microsoft.Data.Sqlite;

namespace Recs.Server.Tests.Changes;

/// <summary>Ages the feed of a server that is stopped.</summary>
internal static class OldChanges
{
    /// <summary>Drops all but the newest change of each partition, as retention does.</summary>
    public static void Drop(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "recs.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM change WHERE sequence < (SELECT next_change - 1 FROM partition WHERE partition.partition = change.partition)";
        command.ExecuteNonQuery();
    }
}
