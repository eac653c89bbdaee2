using System.Globalization;

namespace Recs.Sqlite;

/// <summary>What lies in a data folder, and who holds it.</summary>
public static class DataFolder
{
    internal const string LockFile = "recs.lock";
    private const string OwnerFile = "recs.owner";
    private const string DatabaseName = "recs.db";
    private const string CheckpointName = "checkpoint.db";

    /// <summary>The path of the database of a folder.</summary>
    public static string DatabaseFile(string folder) => Path.Combine(folder, DatabaseName);

    /// <summary>The path of the checkpoint of a folder, which is there once records have been dropped with age.</summary>
    public static string CheckpointFile(string folder) => Path.Combine(folder, CheckpointName);

    /// <summary>The process that holds the folder now, or null if it is free or does not exist. Changes nothing.</summary>
    public static DataFolderOwner? FindOwner(string folder)
    {
        var file = Path.Combine(folder, LockFile);
        if (!File.Exists(file)) return null;
        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            return ReadOwner(folder);
        }
    }

    internal static DataFolderOwner ReadOwner(string folder)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(folder, OwnerFile));
            int? id = lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var number) ? number : null;
            return new DataFolderOwner(id, lines.Length > 1 && Uri.TryCreate(lines[1], UriKind.Absolute, out var url) ? url : null);
        }
        catch (IOException)
        {
            return new DataFolderOwner(null, null);
        }
    }

    // Written beside and renamed, so that a reader finds the old text or the new.
    internal static void WriteOwner(string folder, Uri? url)
    {
        var file = Path.Combine(folder, OwnerFile);
        File.WriteAllLines(file + ".new", [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), url?.ToString() ?? ""]);
        File.Move(file + ".new", file, overwrite: true);
    }

    internal static void RemoveOwner(string folder) => File.Delete(Path.Combine(folder, OwnerFile));
}
