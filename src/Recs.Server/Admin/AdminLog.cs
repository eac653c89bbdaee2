namespace Recs.Server.Admin;

internal static partial class AdminLog
{
    [LoggerMessage(4001, LogLevel.Warning, "An erasure could not go on and is tried again in {Delay}")]
    public static partial void ErasureWaits(ILogger logger, TimeSpan delay, Exception reason);

    [LoggerMessage(4002, LogLevel.Information, "Dropped what was older than {Days} days: {Records} records, {Changes} changes, {DeadLetters} dead letters")]
    public static partial void Dropped(ILogger logger, long records, long changes, long deadLetters, int? days);

    [LoggerMessage(4003, LogLevel.Error, "What is old could not be dropped; nothing is lost, and it is tried again in {Interval}")]
    public static partial void RetentionWaits(ILogger logger, TimeSpan interval, Exception reason);
}
