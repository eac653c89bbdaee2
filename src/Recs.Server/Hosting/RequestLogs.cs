namespace Recs.Server.Hosting;

/// <summary>
/// The framework's logs that repeat request lines, in which people's addresses may stand. They stay silent at whatever level
/// the rest is told to log; who needs them asks for exactly such a category.
/// </summary>
internal static class RequestLogs
{
    private static readonly string[] Categories =
        ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Server.Kestrel.BadRequests"];

    public static void KeepRequestLinesOut(this ILoggingBuilder logging)
    {
        foreach (var category in Categories) logging.AddFilter(category, LogLevel.Warning);
    }
}
