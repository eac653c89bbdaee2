namespace Recs.Sqlite;

/// <summary>Holds a data folder for this process, until disposed or until the process ends in whatever way.</summary>
internal sealed class DataFolderLock : IDisposable
{
    // A process that asks who holds the folder holds the lock itself for a moment.
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string _folder;
    private readonly FileStream _file;

    private DataFolderLock(string folder, Uri? url)
    {
        _folder = folder;
        _file = new FileStream(Path.Combine(folder, DataFolder.LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        DataFolder.WriteOwner(folder, url);
    }

    /// <summary>Takes the folder, which must exist.</summary>
    /// <exception cref="DataFolderInUseException">Another process, or another part of this one, holds it.</exception>
    public static DataFolderLock Take(string folder, Uri? url)
    {
        using var pause = new ManualResetEventSlim();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new DataFolderLock(folder, url);
            }
            catch (IOException) when (attempt < Attempts)
            {
                pause.Wait(Pause);
            }
            catch (IOException) when (DataFolder.FindOwner(folder) is { } owner)
            {
                throw new DataFolderInUseException(folder, owner);
            }
        }
    }

    /// <summary>Tells others where the owner can be reached.</summary>
    public void Announce(Uri url) => DataFolder.WriteOwner(_folder, url);

    public void Dispose()
    {
        DataFolder.RemoveOwner(_folder);
        _file.Dispose();
    }
}
