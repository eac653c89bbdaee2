using Recs.Core.Streaming;

namespace Recs.Server.Imports;

/// <summary>How far the states are behind the log.</summary>
public sealed class LogProgress(IEventLog log, IVisitorReader reader, IVisitorStore store, TimeProvider clock)
{
    public const int MaxWaitSeconds = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until what the log holds now is in the states, with the records that puts into the log in turn, at most so long.</summary>
    /// <returns>How many records are missing then.</returns>
    public async ValueTask<long> WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        // What a record has put into the log may be past the outbox already when the record is seen to be applied: a second
        // round waits for that too.
        var started = clock.GetTimestamp();
        var waiting = await RoundAsync(started, most, cancel);
        return waiting > 0 ? waiting : await RoundAsync(started, most, cancel);
    }

    private async ValueTask<long> RoundAsync(long started, TimeSpan most, CancellationToken cancel)
    {
        var ends = await EndsAsync(cancel);
        while (true)
        {
            var waiting = await WaitingAsync(ends, cancel);
            if (waiting == 0 || clock.GetElapsedTime(started) >= most) return waiting;
            await Task.Delay(Pause, clock, cancel);
        }
    }

    private async ValueTask<long> WaitingAsync(long[] ends, CancellationToken cancel)
    {
        var waiting = 0L;
        for (var p = 0; p < ends.Length; p++)
        {
            waiting += Math.Max(0, ends[p] - (await reader.HeadAsync(p, cancel)).NextOffset);
            waiting += (await store.ReadOutboxAsync(p, 1, cancel)).Count;
        }

        return waiting;
    }

    private async ValueTask<long[]> EndsAsync(CancellationToken cancel)
    {
        var ends = new long[log.Partitions];
        for (var p = 0; p < ends.Length; p++) ends[p] = await log.EndAsync(p, cancel);
        return ends;
    }
}
