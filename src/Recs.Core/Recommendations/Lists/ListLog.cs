using Microsoft.Extensions.Logging;

namespace Recs.Core.Recommendations.Lists;

internal static partial class ListLog
{
    [LoggerMessage(EventId = 1310, EventName = "ListsGivenUp", Level = LogLevel.Warning, Message = "The store does not take lists fast enough; {Lost} have been given up so far. They can be neither paged on nor looked at")]
    public static partial void GivenUp(ILogger logger, long lost);

    [LoggerMessage(EventId = 1311, EventName = "ListsWait", Level = LogLevel.Warning, Message = "Lists wait to be written: the store could not be written")]
    public static partial void Wait(ILogger logger, Exception error);

    [LoggerMessage(EventId = 1312, EventName = "ListsNotDropped", Level = LogLevel.Warning, Message = "Old lists stay for now: the store could not be written")]
    public static partial void NotDropped(ILogger logger, Exception error);
}
