using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Retention;

namespace Recs.Core.Visitors;

/// <summary>
/// A visitor as of a time: the fold of the visitor's records up to it, then time passing to it. Reads the visitor's partition
/// from its beginning, or from the checkpoint, so it takes as long as that is.
/// </summary>
public sealed class VisitorHistory(IEventLog log, ICheckpoints checkpoints)
{
    private const int BatchSize = 2_000;

    /// <summary>The visitor at a time; null: no record of this visitor by then.</summary>
    /// <exception cref="BeforeRetentionException">The records up to that time have been dropped with age.</exception>
    public async ValueTask<VisitorGrain?> AtAsync(VisitorKey key, Instant time, CancellationToken cancel)
    {
        while (true)
        {
            var fold = await BeginAsync(key, time, cancel);
            if (await ReadAsync(fold, time, cancel)) return fold.Finish(time);

            // What was to be read next has been dropped meanwhile: it is in the checkpoint now.
        }
    }

    private async ValueTask<Fold> BeginAsync(VisitorKey key, Instant time, CancellationToken cancel)
    {
        var partition = Partitioner.Of(key.Site, key.Visitor, log.Partitions);
        if (checkpoints.Current is not { } checkpoint) return new Fold(key, partition, 0, new SitePartitionState(), new StoredVisitor(key, null, []));
        while (true)
        {
            var head = await checkpoint.Reader.HeadAsync(partition, cancel);
            var stored = await checkpoint.Reader.ReadAsync(key, cancel);

            // The checkpoint may have gone on between the two reads.
            if ((await checkpoint.Reader.HeadAsync(partition, cancel)).NextOffset != head.NextOffset) continue;
            var site = head.Sites.FirstOrDefault(s => s.Site == key.Site) is { } known ? SitePartitionState.Decode(known.Bytes) : new SitePartitionState();
            if (site.Clock > time) throw new BeforeRetentionException(key.Site, time, site.Clock);
            await checkpoint.CheckAsync(partition, cancel);
            return new Fold(key, partition, head.NextOffset, site, stored);
        }
    }

    private async ValueTask<bool> ReadAsync(Fold fold, Instant time, CancellationToken cancel)
    {
        while (await log.ReadAsync(fold.Partition, fold.Next, BatchSize, cancel) is { Count: > 0 } batch)
        {
            foreach (var stored in batch)
            {
                if (stored.Offset != fold.Next) return false;
                if (!fold.Apply(LogRecordCodec.Decode(stored.Bytes.Span), time)) return true;
            }
        }

        return await log.StartAsync(fold.Partition, cancel) <= fold.Next;
    }

    private sealed class Fold(VisitorKey key, int partition, long next, SitePartitionState site, StoredVisitor stored)
    {
        private readonly VisitorGrain _grain = new(key, stored.State is { } bytes ? VisitorStateCodec.Decode(bytes) : new VisitorState(), OrderBook.Of(stored.Orders));
        private VisitorOptions _options = site.OptionsJson.Length > 0 ? VisitorOptions.FromJson(site.OptionsJson) : VisitorOptions.Default;
        private bool _seen = stored.State is not null;

        public int Partition => partition;

        public long Next { get; private set; } = next;

        /// <returns>False: the site's clock has passed the time.</returns>
        public bool Apply(LogRecord record, Instant time)
        {
            Next++;
            if (record.Site != key.Site) return true;
            var clock = site.Clock = Instant.Max(site.Clock, record.LogTime);
            if (clock > time) return false;
            site.Live |= SiteLife.Shows(record);
            if (record.Event is OptionsChanged changed)
            {
                // Timers due by now pass under the options that were in force.
                _grain.Advance(clock, _options, new VisitorEffects());
                _options = VisitorOptions.FromJson(changed.OptionsJson);
            }

            if (record.Visitor != key.Visitor) return true;
            var past = SiteLife.IsPast(record, site.Live, clock);
            _seen |= _grain.Apply(record, clock, _options, new VisitorEffects(), past).Outcome is not (ApplyOutcome.Bot or ApplyOutcome.Unconcerned);
            return true;
        }

        public VisitorGrain? Finish(Instant time)
        {
            if (!_seen || _grain.State.IsDormant) return null;
            _grain.Advance(time, _options, new VisitorEffects());
            return _grain;
        }
    }
}
