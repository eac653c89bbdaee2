using Recs.Core.Events;

namespace Recs.Core.Streaming.Retention;

/// <summary>The oldest records of a partition that may go: those that the checkpoint does not hold yet and whose time, by their site's clock, is old enough.</summary>
/// <param name="End">The first offset that stays.</param>
/// <param name="Notes">What they tell besides the states.</param>
/// <param name="More">There may be more behind them.</param>
internal sealed record AgedRecords(long End, CheckpointNotes Notes, bool More)
{
    /// <summary>Reads at most so many.</summary>
    /// <param name="log">The log.</param>
    /// <param name="head">Where the checkpoint stands.</param>
    /// <param name="applied">The first record that is not in the live states: it stays, however old.</param>
    /// <param name="until">The time up to which records go.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async ValueTask<AgedRecords> ReadAsync(IEventLog log, PartitionHead head, long applied, Instant until, int most, CancellationToken cancel)
    {
        var clocks = head.Sites.ToDictionary(s => s.Site, s => SitePartitionState.Decode(s.Bytes).Clock);
        var (erased, messages) = (new HashSet<SiteId>(), new List<(SiteId, string)>());
        var end = head.NextOffset;
        foreach (var stored in await log.ReadAsync(head.Partition, end, most, cancel))
        {
            if (stored.Offset != end)
                throw new StoredFormatException($"Partition {head.Partition}: record {end} was expected behind the checkpoint, and {stored.Offset} was found. Restore log and checkpoint from one backup.");
            if (stored.Offset >= applied) break;
            var record = LogRecordCodec.Decode(stored.Bytes.Span);
            var clock = clocks[record.Site] = Instant.Max(record.LogTime, clocks.GetValueOrDefault(record.Site, Instant.MinValue));
            if (clock > until) break;
            if (record.Event is Blank or Erased) erased.Add(record.Site);
            if (record.Historical && SiteLog.IsOfSender(record)) messages.Add((record.Site, record.Event.Header.MessageId));
            end++;
        }

        return new AgedRecords(end, new CheckpointNotes(erased, messages), More: end - head.NextOffset == most);
    }
}
