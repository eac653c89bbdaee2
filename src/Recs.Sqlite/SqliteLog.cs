using Microsoft.Extensions.Logging;

namespace Recs.Sqlite;

internal static partial class SqliteLog
{
    [LoggerMessage(2001, LogLevel.Warning, "A group of {Count} writes was refused; their senders were told")]
    public static partial void GroupFailed(ILogger logger, int count, Exception error);

    [LoggerMessage(2002, LogLevel.Error, "A failed transaction could not be rolled back")]
    public static partial void RollBackFailed(ILogger logger, Exception error);

    [LoggerMessage(2003, LogLevel.Warning, "The write-ahead log could not be moved into the database; the next group tries again")]
    public static partial void CheckpointFailed(ILogger logger, Exception error);
}
