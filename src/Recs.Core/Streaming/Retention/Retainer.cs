namespace Recs.Core.Streaming.Retention;

/// <summary>
/// Drops what is older than an age. Before records go they are folded into the checkpoint, durably, by owners like the live ones;
/// so whatever is interrupted, checkpoint and log together always tell everything since the first record. Works in steps, each bounded, so
/// that no writer is held for long.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="store">The live states, of which only changes go.</param>
/// <param name="reader">Their reading side.</param>
/// <param name="letters">The dead letters.</param>
/// <param name="checkpoints">Where the fold of what goes is kept.</param>
/// <param name="counts">The counters of a partition, as the live owners use them.</param>
/// <param name="rewriting">Keeps erasures out meanwhile.</param>
/// <param name="options">What is old.</param>
/// <param name="clock">Tells now.</param>
public sealed class Retainer(
    IEventLog log, IVisitorStore store, IVisitorReader reader, IDeadLetters letters, ICheckpoints checkpoints, Func<IPartitionCounts> counts,
    LogRewriting rewriting, RetentionOptions options, TimeProvider clock)
{
    private const int DroppedAtOnce = 2_000;

    /// <summary>Goes once through everything.</summary>
    /// <param name="rest">Lets others work between two steps.</param>
    /// <param name="cancel">Stops after a step.</param>
    /// <exception cref="StoreUnavailableException">Run it again later; it goes on from where it stands.</exception>
    /// <exception cref="StoredFormatException">The checkpoint, or a record, cannot be read by this build; nothing more is dropped.</exception>
    public async Task<RetentionCounts> RunAsync(Func<CancellationToken, Task> rest, CancellationToken cancel)
    {
        var until = Instant.Now(clock) - options.Age;
        var dropped = new RetentionCounts();
        for (var partition = 0; partition < log.Partitions; partition++) dropped += await RunAsync(partition, until, rest, cancel);
        while (await letters.DropAsync(until, DroppedAtOnce, cancel) is > 0 and var some) dropped += new RetentionCounts(0, 0, some);
        return dropped;
    }

    private async Task<RetentionCounts> RunAsync(int partition, Instant until, Func<CancellationToken, Task> rest, CancellationToken cancel)
    {
        var (dropped, owner, more) = (new RetentionCounts(), (CheckpointOwner?)null, true);
        while (more)
        {
            using (await rewriting.EnterAsync(cancel))
            {
                var aged = await FindAsync(partition, until, cancel);
                if (aged.Checkpoint is not { } checkpoint) return dropped;
                owner ??= new CheckpointOwner(partition, log, checkpoint, counts, options);
                await owner.FoldAsync(aged.Records, cancel);
                dropped += await DropAsync(partition, aged.Records.End, cancel);
                more = aged.Records.More;
            }

            await rest(cancel);
        }

        return dropped;
    }

    // Without a checkpoint: nothing was ever old enough, and no file is made for nothing.
    private async ValueTask<(ICheckpoint? Checkpoint, AgedRecords Records)> FindAsync(int partition, Instant until, CancellationToken cancel)
    {
        var checkpoint = checkpoints.Current;
        var head = checkpoint is null ? new PartitionHead(partition, 0, 0, 0, 0, []) : await checkpoint.Reader.HeadAsync(partition, cancel);
        var applied = (await reader.HeadAsync(partition, cancel)).NextOffset;
        var aged = await AgedRecords.ReadAsync(log, head, applied, until, options.StepSize, cancel);
        if (checkpoint is null && aged.End > 0) checkpoint = checkpoints.OpenOrCreate();
        return (checkpoint, aged);
    }

    private async Task<RetentionCounts> DropAsync(int partition, long before, CancellationToken cancel)
    {
        var dropped = new RetentionCounts();
        while (await log.DropAsync(partition, before, DroppedAtOnce, cancel) is > 0 and var some) dropped += new RetentionCounts(some, 0, 0);
        while (await store.DropChangesAsync(partition, before, DroppedAtOnce, cancel) is > 0 and var some) dropped += new RetentionCounts(0, some, 0);
        return dropped;
    }
}
