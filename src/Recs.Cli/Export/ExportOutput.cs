using System.Globalization;
using Recs.Cli.Output;

namespace Recs.Cli.Export;

/// <summary>The summary of an export, for people and for programs.</summary>
internal static class ExportOutput
{
    public static void Write(CliConsole console, ExportSummary s, TimeSpan elapsed)
    {
        if (s.GoneOnFrom is { } before) console.Say(string.Create(CultureInfo.InvariantCulture, $"Went on after {before:N0} rows of an interrupted export."));
        console.Write(string.Create(CultureInfo.InvariantCulture, $"{s.Rows:N0} rows ({s.Bytes:N0} bytes) are in {s.Request.File}; {elapsed.TotalSeconds:0.0} s."));
    }

    public static byte[] WriteJson(ExportSummary s, TimeSpan elapsed) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", s.Request.Kind);
        json.WriteString("format", s.Request.Csv ? "csv" : "jsonl");
        json.WriteString("site", s.Request.Site.Value);
        json.WriteString("from", s.Request.From?.ToString());
        json.WriteString("to", s.Request.Until?.ToString());
        json.WriteString("file", s.Request.File);
        json.WriteNumber("rows", s.Rows);
        json.WriteNumber("bytes", s.Bytes);
        if (s.GoneOnFrom is { } before) json.WriteNumber("wentOnAfterRows", before);
        else json.WriteNull("wentOnAfterRows");
        json.WriteNumber("seconds", Math.Round((decimal)elapsed.TotalSeconds, 1));
        json.WriteEndObject();
    });
}
