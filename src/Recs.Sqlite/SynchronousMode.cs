namespace Recs.Sqlite;

/// <summary>How hard the writer insists that the disk has a transaction before it answers. In every mode a dying process loses nothing that was answered.</summary>
public enum SynchronousMode
{
    /// <summary>The disk confirms each group of writes before the answer: a power failure loses nothing that was answered.</summary>
    Full,

    /// <summary>The disk confirms at checkpoints only: a power failure or a crash of the operating system may lose the last seconds of answered writes. The file stays consistent.</summary>
    Normal,

    /// <summary>The disk is never asked: a power failure or a crash of the operating system may lose any writes and damage the file. For tests and replays.</summary>
    Off,
}
