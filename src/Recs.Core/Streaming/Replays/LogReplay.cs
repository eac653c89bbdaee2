namespace Recs.Core.Streaming.Replays;

/// <summary>
/// Applies a log to a store that stands where the log begins, as the owners of its partitions did. What they asked to append is in the log already, so
/// the store's outbox is left alone.
/// </summary>
public sealed class LogReplay(IEventLog log, Func<IPartitionCounts> counts)
{
    /// <summary>Applies everything the log gives.</summary>
    /// <param name="store">Empty at first, or a copy of the checkpoint.</param>
    /// <param name="options">How to go about it; changes no result.</param>
    /// <param name="restart">Begin anew from the store in the middle of each partition, as after a crash.</param>
    /// <param name="cancel">Stops between turns.</param>
    public Task RunAsync(IVisitorStore store, PartitionOptions options, bool restart, CancellationToken cancel) =>
        Parallel.ForAsync(0, log.Partitions, cancel, async (partition, stop) =>
        {
            var middle = restart ? (await log.StartAsync(partition, stop) + await log.EndAsync(partition, stop)) / 2 : long.MaxValue;
            await ApplyAsync(partition, store, options, middle, stop);
            if (restart) await ApplyAsync(partition, store, options, long.MaxValue, stop);
        });

    private async ValueTask ApplyAsync(int partition, IVisitorStore store, PartitionOptions options, long until, CancellationToken cancel)
    {
        var owner = new VisitorPartition(partition, log, store, counts, options);
        while (await owner.TurnAsync(cancel) && owner.NextOffset < until)
        {
            // One turn after the other.
        }
    }
}
