namespace Recs.Cli.Export;

/// <summary>What an export came to.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Rows">Lines of the file, without a header.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="GoneOnFrom">The rows that an interrupted export had written already; null: this one began anew.</param>
internal sealed record ExportSummary(ExportRequest Request, long Rows, long Bytes, long? GoneOnFrom);
