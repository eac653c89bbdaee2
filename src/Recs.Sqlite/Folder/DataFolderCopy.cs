using Microsoft.Data.Sqlite;
using Recs.Sqlite.Checkpoints;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite;

/// <summary>A copy of a data folder as of one moment, made while another process may hold and write it.</summary>
public static class DataFolderCopy
{
    private const int Attempts = 10;

    private const string Gaps = "SELECT count(*) FROM log_start AS l LEFT JOIN checkpoint.partition AS p USING(partition) WHERE l.start > coalesce(p.next_offset, 0)";

    /// <summary>
    /// Copies the database, and the checkpoint where there is one, into an empty folder. The holder is not disturbed: it goes on writing,
    /// and what it commits after the beginning is not in the copy.
    /// </summary>
    /// <param name="folder">The data folder, on this machine.</param>
    /// <param name="target">Must exist, and have room for it.</param>
    /// <exception cref="RecsException">There is no database, or it cannot be copied.</exception>
    public static void Make(string folder, string target)
    {
        // The checkpoint first: it may then lack what is still in the log. What is in neither was dropped in between.
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (File.Exists(DataFolder.CheckpointFile(folder))) Copy(DataFolder.CheckpointFile(folder), DataFolder.CheckpointFile(target), Checksums.Define);
            Copy(DataFolder.DatabaseFile(folder), DataFolder.DatabaseFile(target), prepare: null);
            if (IsComplete(target)) return;
            File.Delete(DataFolder.DatabaseFile(target));
            File.Delete(DataFolder.CheckpointFile(target));
        }

        throw new RecsException($"Records of {folder} were dropped with age while it was copied, {Attempts} times in a row, so that log and checkpoint do not belong together. Try again later; if that does not help, restore recs.db and checkpoint.db from one backup.");
    }

    private static void Copy(string file, string target, Action<Database>? prepare)
    {
        try
        {
            using var database = new Database(file, SqliteOpenMode.ReadOnly);
            prepare?.Invoke(database);
            database.Execute($"PRAGMA busy_timeout = 5000; VACUUM INTO {Quoted(target)}");
        }
        catch (SqliteException e)
        {
            throw new RecsException($"{file} cannot be copied to {target}: {e.Message} Is there room for it, and may you read the one and write the other?");
        }
    }

    private static bool IsComplete(string target)
    {
        using var database = new Database(DataFolder.DatabaseFile(target), SqliteOpenMode.ReadOnly);
        if (!File.Exists(DataFolder.CheckpointFile(target))) return database.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'log_start'") == 0 || database.Number("SELECT count(*) FROM log_start WHERE start > 0") == 0;
        database.Execute($"ATTACH {Quoted(DataFolder.CheckpointFile(target))} AS checkpoint");
        return database.Number(Gaps) == 0;
    }

    private static string Quoted(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";
}
