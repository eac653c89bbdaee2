using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Writing;

/// <summary>
/// Bounds the write-ahead log. Checkpoints run between groups, after the senders have their answers, so that nobody's write
/// waits for a whole one as with SQLite's own automatic checkpoint.
/// </summary>
internal sealed class WalKeeper(Database database)
{
    /// <summary>Pages written between two checkpoints: 16 MB. Four times as many measured no faster for an import.</summary>
    private const int Threshold = 4096;

    // A log this long means that readers have kept passive checkpoints from starting it anew.
    private const int TooLong = 4 * Threshold;

    private int _pages;

    public void AfterGroup()
    {
        _pages += database.TakePagesWritten();
        if (_pages >= Threshold) Checkpoint();
    }

    /// <summary>Makes room: on a full disk the log can be started anew where it cannot grow.</summary>
    public void AfterFailure() => Checkpoint();

    private void Checkpoint()
    {
        _pages = 0;
        if (database.Checkpoint(truncate: false) >= TooLong) database.Checkpoint(truncate: true);
    }
}
