using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Training.Data.Interactions;

namespace Recs.Models.Learning;

/// <summary>
/// What visitors did with products, from the log, as <see cref="InteractionRules"/> reads it. A device counts for the user it was handed
/// over to last, with all it ever did; a refusal under one id holds for all ids of a visitor.
/// </summary>
public static class LogInteractions
{
    private const int ReadSize = 2_000;

    /// <summary>Reads a site's part of the log up to where it ends now.</summary>
    /// <param name="log">The log.</param>
    /// <param name="site">The shop.</param>
    /// <param name="most">Of more interactions than this the newest are kept, which bounds memory.</param>
    /// <param name="progress">Hears how many records were read; null: nobody.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<InteractionSet> ReadAsync(IEventLog log, SiteId site, int most, IProgress<long>? progress, CancellationToken cancel)
    {
        var reader = new Reader(site, most);
        var read = 0L;
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            var end = await log.EndAsync(partition, cancel);
            for (var offset = await log.StartAsync(partition, cancel); offset < end;)
            {
                var records = await log.ReadAsync(partition, offset, (int)Math.Min(ReadSize, end - offset), cancel);
                if (records.Count == 0) break;
                foreach (var record in records) reader.Take(LogRecordCodec.Decode(record.Bytes.Span));
                offset = records[^1].Offset + 1;
                progress?.Report(read += records.Count);
            }
        }

        return reader.Build();
    }

    /// <summary>How many records the log holds now, of all sites.</summary>
    public static async Task<long> CountAsync(IEventLog log, CancellationToken cancel)
    {
        var count = 0L;
        for (var partition = 0; partition < log.Partitions; partition++) count += await log.EndAsync(partition, cancel) - await log.StartAsync(partition, cancel);
        return count;
    }

    private sealed class Reader(SiteId site, int most) : IInteractionSink
    {
        private readonly InteractionBuilder _all = new(most);
        private readonly InteractionRules _rules = new(site);

        public InteractionSet Build() => _all.Build();

        public void Take(LogRecord record) => _rules.Take(record, this);

        public void Alias(VisitorId alias, VisitorId visitor) => _all.Alias(Hash64.Of(alias.Value), Hash64.Of(visitor.Value));

        public void Consent(ulong visitor, Instant time, bool? analytics, bool? personalisation) => _all.Consent(visitor, time.UnixMilliseconds, analytics, personalisation);

        public void Add(in TaughtInteraction x) =>
            _all.Add(x.VisitorHash, x.Item.Value, x.Kind, x.Time.UnixMilliseconds, x.OrderId is { } order ? Hash64.Of(order) : 0, x.Line, x.Allows);
    }
}
