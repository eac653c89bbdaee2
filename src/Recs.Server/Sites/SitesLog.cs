namespace Recs.Server.Sites;

internal static partial class SitesLog
{
    [LoggerMessage(EventId = 3001, EventName = "SitesRefused", Level = LogLevel.Error, Message = "A change of the sites is not in force; the last good ones go on. {Problems}")]
    public static partial void Refused(ILogger logger, string problems);

    [LoggerMessage(EventId = 3002, EventName = "SitesMended", Level = LogLevel.Information, Message = "The sites can be read again and are in force")]
    public static partial void Mended(ILogger logger);

    [LoggerMessage(EventId = 3003, EventName = "SitesDelayed", Level = LogLevel.Warning, Message = "A change of the sites waits: the store could not take it")]
    public static partial void Delayed(ILogger logger, Exception error);
}
