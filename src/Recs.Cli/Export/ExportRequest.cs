using System.Globalization;
using Recs.Core;

namespace Recs.Cli.Export;

/// <summary>What is to be exported where.</summary>
/// <param name="Kind">Of what: events, interactions, visitors, items.</param>
/// <param name="Csv">As CSV with a header; else one JSON object a line.</param>
/// <param name="File">The file to be made; a name that ends with <c>.gz</c> is compressed.</param>
/// <param name="Folder">The data folder.</param>
/// <param name="Site">The shop.</param>
/// <param name="From">Nothing before this time; null: from the beginning.</param>
/// <param name="Until">Nothing at this time or after; null: to the end.</param>
internal sealed record ExportRequest(string Kind, bool Csv, string File, string Folder, SiteId Site, Instant? From, Instant? Until)
{
    // Another number where the same request would give other bytes: what an older build began is not gone on with then.
    private const int Version = 1;

    public bool Compressed => File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells this request from others that would give other bytes.</summary>
    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture, $"{Version} {Kind} {(Csv ? "csv" : "jsonl")} {Site} {From?.ToString() ?? "-"} {Until?.ToString() ?? "-"} {Path.GetFullPath(Folder)}");

    public bool Holds(Instant time) => !(time < From) && !(time >= Until);
}
