using Microsoft.Extensions.Logging;

namespace Recs.Core.Streaming;

internal static partial class StreamingLog
{
    [LoggerMessage(1001, LogLevel.Warning, "Partition {Partition} could not commit and tries again in {Delay}.")]
    public static partial void PartitionWaits(ILogger logger, int partition, TimeSpan delay, Exception reason);

    [LoggerMessage(1002, LogLevel.Critical, "Partition {Partition} has stopped: what is stored cannot be read or applied by this build.")]
    public static partial void PartitionStopped(ILogger logger, int partition, Exception reason);
}
