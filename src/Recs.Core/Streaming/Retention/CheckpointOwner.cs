using Recs.Core.Streaming.Replays;

namespace Recs.Core.Streaming.Retention;

/// <summary>Takes the checkpoint of one partition forward.</summary>
internal sealed class CheckpointOwner(int partition, IEventLog log, ICheckpoint checkpoint, Func<IPartitionCounts> counts, RetentionOptions options)
{
    private readonly LogBefore _records = new(log);
    private VisitorPartition? _owner;

    /// <summary>Folds the records into the checkpoint. When the task completes it is durable.</summary>
    public async ValueTask FoldAsync(AgedRecords records, CancellationToken cancel)
    {
        // Kept first: what the records tell besides states could not be found again.
        if (!records.Notes.IsEmpty) await checkpoint.KeepAsync(records.Notes, cancel);
        _records.End = records.End;
        if (_owner is null) await checkpoint.CheckAsync(partition, cancel);
        while (true)
        {
            _owner ??= new VisitorPartition(partition, _records, checkpoint.Store, counts, new PartitionOptions { CachedVisitors = options.CachedVisitors });
            try
            {
                while (await _owner.TurnAsync(cancel))
                {
                    // One turn after the other.
                }

                return;
            }
            catch (PartitionLostException)
            {
                // An erasure has taken a visitor out of the checkpoint between two steps: what is in memory is out of date.
                _owner = null;
            }
        }
    }
}
