using Recs.Core.Events;

namespace Recs.Core.Streaming;

/// <summary>Lets time pass in quiet partitions: when a timer is due and no record comes, it appends a tick.</summary>
internal sealed class Ticker(IEventLog log, IVisitorStore store, TimeProvider clock, PartitionHostOptions options)
{
    /// <summary>Appends the ticks that are due now.</summary>
    /// <returns>How long the partition may sleep; null: ticks were appended, go on at once.</returns>
    public async ValueTask<TimeSpan?> TickAsync(int partition, IReadOnlyList<(SiteId Site, Instant Clock)> sites, CancellationToken cancel)
    {
        var now = Instant.Now(clock);
        var sleep = options.IdleCheck;
        var ticks = new List<NewRecord>();
        foreach (var (site, shown) in sites)
        {
            if (await store.NextDueAsync(partition, site, cancel) is not { } due) continue;

            // A clock that ran ahead of ours fires its timers when it is reached again.
            var at = Instant.Max(due, shown + options.TickInterval);
            if (at <= now)
                ticks.Add(new NewRecord(partition, LogRecordCodec.Encode(Record(site, now))));
            else
                sleep = sleep < at - now ? sleep : at - now;
        }

        if (ticks.Count == 0) return sleep;
        await log.AppendAsync(ticks, cancel);
        return null;
    }

    private static LogRecord Record(SiteId site, Instant now) =>
        new(site, VisitorId.None, now, false, new Tick(new EventHeader($"tick:{now.UnixMilliseconds}", now)));
}
