namespace Recs.Sqlite.Writing;

/// <summary>Somebody wants the write-ahead log emptied.</summary>
/// <param name="Gaps">Pages whose gaps are to be cleared when it is.</param>
/// <param name="Done">Hears whether it was.</param>
internal sealed record Emptying(IReadOnlyList<long> Gaps, TaskCompletionSource<bool> Done);
