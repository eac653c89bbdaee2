using Microsoft.Extensions.Logging;

namespace Recs.Core.Recommendations.Snapshots;

internal static partial class SnapshotLog
{
    [LoggerMessage(EventId = 1300, EventName = "SnapshotStale", Level = LogLevel.Warning, Message = "Recommendations go on with the last snapshot: the store could not be read")]
    public static partial void Stale(ILogger logger, Exception error);
}
