namespace Recs.Cli.Jsonl;

/// <param name="ImportId">The name of the import; null: made of the contents.</param>
/// <param name="TimeZone">What a site that is new begins with; null: UTC.</param>
/// <param name="Currency">What a site that is new compares visitors in; null: EUR.</param>
public sealed record JsonlSettings(string? ImportId, string? TimeZone, string? Currency);
