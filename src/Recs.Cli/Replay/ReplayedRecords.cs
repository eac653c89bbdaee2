namespace Recs.Cli.Replay;

/// <summary>What a replay was made from.</summary>
/// <param name="Records">Records of the log, of all sites.</param>
/// <param name="FromCheckpoint">The records before them have been dropped with age; the replay went on from what they had come to.</param>
public readonly record struct ReplayedRecords(long Records, bool FromCheckpoint);
