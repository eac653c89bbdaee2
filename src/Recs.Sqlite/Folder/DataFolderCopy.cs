using Microsoft.Data.Sqlite;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite;

/// <summary>A copy of a data folder as of one moment, made while another process may hold and write it.</summary>
public static class DataFolderCopy
{
    /// <summary>
    /// Copies the database into an empty folder. The holder is not disturbed: it goes on writing, and what it commits after the
    /// beginning is not in the copy.
    /// </summary>
    /// <param name="folder">The data folder, on this machine.</param>
    /// <param name="target">Must exist, and have room for it.</param>
    /// <exception cref="RecsException">There is no database, or it cannot be copied.</exception>
    public static void Make(string folder, string target)
    {
        var file = DataFolder.DatabaseFile(folder);
        try
        {
            using var database = new Database(file, SqliteOpenMode.ReadOnly);
            database.Execute($"PRAGMA busy_timeout = 5000; VACUUM INTO '{DataFolder.DatabaseFile(target).Replace("'", "''", StringComparison.Ordinal)}'");
        }
        catch (SqliteException e)
        {
            throw new RecsException($"{file} cannot be copied to {target}: {e.Message} Is there room for it, and may you read the one and write the other?");
        }
    }
}
