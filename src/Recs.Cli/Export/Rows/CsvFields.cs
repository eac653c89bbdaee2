using System.Globalization;
using Recs.Core;

namespace Recs.Cli.Export.Rows;

/// <summary>Values as fields of a CSV file.</summary>
internal static class CsvFields
{
    public static string Of(Instant time) => time.ToString();

    public static string? Of(DateTimeOffset? time) => time is { } t ? Instant.From(t).ToString() : null;

    public static string? Of(bool? flag) => flag is { } f ? f ? "true" : "false" : null;

    public static string? Of(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    public static string? Of(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    public static string? Of(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
