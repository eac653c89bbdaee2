namespace Recs.Server.Admin;

internal static partial class AdminLog
{
    [LoggerMessage(4001, LogLevel.Warning, "An erasure could not go on and is tried again in {Delay}")]
    public static partial void ErasureWaits(ILogger logger, TimeSpan delay, Exception reason);
}
