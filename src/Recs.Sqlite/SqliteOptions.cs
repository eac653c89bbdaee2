namespace Recs.Sqlite;

/// <summary>How an installation keeps its data folder.</summary>
public sealed class SqliteOptions
{
    /// <summary>The folder that holds <c>recs.db</c>; created where it is missing. Default <c>data</c>.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>Partitions of the log, 1 to 4096. Fixed when the folder is created; another number later is an error. Null, the default: as the folder was created, 16 in a new one.</summary>
    public int? Partitions { get; set; }

    /// <summary>What an answered write survives. Default <see cref="SynchronousMode.Full"/>.</summary>
    public SynchronousMode Synchronous { get; set; } = SynchronousMode.Full;

    /// <summary>
    /// The size in bytes beyond which the database file does not grow; writes that need more are refused as unavailable.
    /// The write-ahead log beside it comes on top (some 30 MB in the ordinary case, more while a long scan is read). Null, the default: as large as the disk.
    /// </summary>
    public long? MaxBytes { get; set; }

    /// <summary>Connections for reading, so the number of reads at the same time; scans have their own. Default 4.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>Threads, each with a connection, that read for answers with a deadline. Default 2.</summary>
    public int ServingReaders { get; set; } = 2;

    /// <summary>Writes that may wait for the writer; more wait at the door, in the order they came. Default 4096.</summary>
    public int MaxWaitingWrites { get; set; } = 4096;

    /// <summary>Dead letters kept of each site, the newest; for a while up to a hundredth more. Default 100,000.</summary>
    public int DeadLettersPerSite { get; set; } = 100_000;

    /// <summary>Where the owner of the folder can be reached, told to whoever finds the folder in use. Null: nowhere, or not yet known.</summary>
    public Uri? Url { get; set; }

    /// <exception cref="RecsException">A value cannot be used.</exception>
    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Folder)) throw new RecsException("Folder is empty. Name the data folder.");
        if (Partitions is < 1 or > 4096) throw new RecsException($"Partitions is {Partitions}; 1 to 4096 were expected.");
        if (Readers < 1) throw new RecsException($"Readers is {Readers}; at least 1 was expected.");
        if (ServingReaders < 1) throw new RecsException($"ServingReaders is {ServingReaders}; at least 1 was expected.");
        if (DeadLettersPerSite < 1) throw new RecsException($"DeadLettersPerSite is {DeadLettersPerSite}; at least 1 was expected.");
        if (MaxWaitingWrites < 1) throw new RecsException($"MaxWaitingWrites is {MaxWaitingWrites}; at least 1 was expected.");
        if (MaxBytes < 1) throw new RecsException($"MaxBytes is {MaxBytes}; a positive number of bytes or nothing was expected.");
    }
}
