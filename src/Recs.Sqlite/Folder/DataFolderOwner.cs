namespace Recs.Sqlite;

/// <summary>The process that holds a data folder.</summary>
/// <param name="ProcessId">Its process id; null where it has not said yet.</param>
/// <param name="Url">Where it can be reached; null: nowhere, or not yet known.</param>
public sealed record DataFolderOwner(int? ProcessId, Uri? Url);
