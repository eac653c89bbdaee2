namespace Recs.Cli.Jsonl;

/// <summary>A line that was not taken.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">From 1.</param>
/// <param name="Reason">What was expected and found.</param>
public sealed record RefusedLine(string File, long Line, string Reason);
