namespace Recs.Sqlite;

/// <summary>
/// A folder inside a data folder for what lasts no longer than its user: the copies of a replay. It lies there, and not among the system's
/// temporary files, since it holds what the data folder holds: where its user was killed it is removed when the data folder is next opened,
/// when the next one is created, and before an erasure is done.
/// </summary>
public sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "scratch-";
    private const string LockSuffix = ".lock";
    private const int Attempts = 10;

    // Held as long as the folder is used; it is beside the folder so that it is there before it and goes after it.
    private readonly FileStream _lock;

    private ScratchFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>The folder, empty at first.</summary>
    public string Path { get; }

    /// <summary>Creates one in a data folder, whoever holds that, and removes those whose users are gone.</summary>
    /// <param name="dataFolder">The data folder; must exist.</param>
    /// <exception cref="IOException">It cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public static ScratchFolder Create(string dataFolder)
    {
        RemoveAbandoned(dataFolder);
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(dataFolder, Prefix + Guid.NewGuid().ToString("n")[..12]);
            try
            {
                var held = new FileStream(path + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
                Directory.CreateDirectory(path);
                return new ScratchFolder(path, held);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Whoever removes abandoned ones may take it in the moment between its creation and its locking.
            }
        }
    }

    /// <summary>Removes the scratch folders whose users are gone.</summary>
    /// <returns>Whether none is left; false: some are in use.</returns>
    public static bool RemoveAbandoned(string dataFolder)
    {
        var none = true;
        foreach (var file in Directory.EnumerateFiles(dataFolder, Prefix + "*" + LockSuffix)) none &= TryRemove(file);
        return none;
    }

    public void Dispose()
    {
        Remove(Path);
        _lock.Dispose();
    }

    private static bool TryRemove(string lockFile)
    {
        try
        {
            using var held = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            Remove(lockFile[..^LockSuffix.Length]);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The lock file last: where this is interrupted the rest is found by it.
    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Its user was killed before it was there, or in the middle of this.
        }

        File.Delete(path + LockSuffix);
    }
}
