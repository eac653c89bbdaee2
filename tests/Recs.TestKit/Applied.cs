using System.Diagnostics;
using Recs.Core.Streaming;

namespace Recs.TestKit;

/// <summary>Waits for owners that run beside the test.</summary>
public static class Applied
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns once every partition's states reach the end of its log and no outbox holds a record.</summary>
    public static async Task WaitAsync(IEventLog log, IVisitorReader reader, IVisitorStore store, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        while (await FindLaggingAsync(log, reader, store, cancel) is { } lagging)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"Waiting for the states to reach the end of the log: {lagging} after {Patience}.");
            await Task.Yield();
        }
    }

    private static async Task<string?> FindLaggingAsync(IEventLog log, IVisitorReader reader, IVisitorStore store, CancellationToken cancel)
    {
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            var (next, end) = ((await reader.HeadAsync(partition, cancel)).NextOffset, await log.EndAsync(partition, cancel));
            if (next < end) return $"partition {partition} is at offset {next} of {end}";
            if ((await store.ReadOutboxAsync(partition, 1, cancel)).Count > 0) return $"partition {partition} has records in its outbox";
        }

        return null;
    }
}
