using Recs.Core.Events;

namespace Recs.Core.Streaming;

/// <summary>
/// Carries the records an owner asked for from its outbox into the log: at least once, in order, with ids that make repeats
/// harmless. An alias becomes visible to collectors only after its merge record is durably in the target partition.
/// </summary>
public sealed class OutboxDrain(IEventLog log, IVisitorStore store)
{
    private const int BatchSize = 256;

    /// <summary>Moves everything that waits in a partition's outbox. Returns how many records that were.</summary>
    /// <exception cref="StoreUnavailableException">Try again later; what was moved may be moved again.</exception>
    public async ValueTask<int> DrainAsync(int partition, CancellationToken cancel)
    {
        var moved = 0;
        while (await store.ReadOutboxAsync(partition, BatchSize, cancel) is { Count: > 0 } waiting)
        {
            var records = new NewRecord[waiting.Count];
            var aliases = new List<AliasBinding>();
            for (var i = 0; i < records.Length; i++)
            {
                var record = LogRecordCodec.Decode(waiting[i].Bytes);
                records[i] = new NewRecord(Partitioner.Of(record.Site, record.Visitor, log.Partitions), waiting[i].Bytes);
                if (record.Event is AliasReleased { To: null } taken) aliases.Add(new AliasBinding(record.Site, taken.Alias, taken.Alias));
                if (record.Event is Merged merged) aliases.Add(new AliasBinding(record.Site, merged.Alias, record.Visitor));
            }

            await log.AppendAsync(records, cancel);
            await store.CompleteOutboxAsync(partition, waiting[^1].Sequence, aliases, cancel);
            moved += records.Length;
        }

        return moved;
    }
}
