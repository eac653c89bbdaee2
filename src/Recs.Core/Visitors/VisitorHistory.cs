using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Core.Visitors;

/// <summary>
/// A visitor as of a time: the fold of the visitor's records up to it, then time passing to it. Reads the visitor's partition
/// from its beginning, so it takes as long as that is.
/// </summary>
public sealed class VisitorHistory(IEventLog log)
{
    private const int BatchSize = 2_000;

    /// <summary>The visitor at a time; null: no record of this visitor by then.</summary>
    public async ValueTask<VisitorGrain?> AtAsync(VisitorKey key, Instant time, CancellationToken cancel)
    {
        var partition = Partitioner.Of(key.Site, key.Visitor, log.Partitions);
        var grain = new VisitorGrain(key, new VisitorState(), OrderBook.Empty());
        var options = VisitorOptions.Default;
        var clock = Instant.MinValue;
        var (seen, living) = (false, false);
        for (var offset = 0L; await log.ReadAsync(partition, offset, BatchSize, cancel) is { Count: > 0 } batch; offset = batch[^1].Offset + 1)
        {
            foreach (var stored in batch)
            {
                var record = LogRecordCodec.Decode(stored.Bytes.Span);
                if (record.Site != key.Site) continue;
                clock = Instant.Max(clock, record.LogTime);
                if (clock > time) return Finish();
                living |= SiteLife.Shows(record);
                if (record.Event is OptionsChanged changed)
                {
                    // Timers due by now pass under the options that were in force.
                    grain.Advance(clock, options, new VisitorEffects());
                    options = VisitorOptions.FromJson(changed.OptionsJson);
                }

                if (record.Visitor != key.Visitor) continue;
                seen |= grain.Apply(record, clock, options, new VisitorEffects(), SiteLife.IsPast(record, living, clock)).Outcome is not (ApplyOutcome.Bot or ApplyOutcome.Unconcerned);
            }
        }

        return Finish();

        VisitorGrain? Finish()
        {
            if (!seen || grain.State.IsDormant) return null;
            grain.Advance(time, options, new VisitorEffects());
            return grain;
        }
    }
}
