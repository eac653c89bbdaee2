using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Training.Data.Interactions;

namespace Recs.Models.Learning;

/// <summary>
/// What visitors did with products, from the log. Left out: bots, who is erased, and what somebody did after refusing to be measured or
/// recognised, whichever of the visitor's ids refused, unless the event itself allows it. A device counts for the user it was handed over to last, with all it ever did. Orders of nobody count as baskets.
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

    private sealed class Reader(SiteId site, int most)
    {
        private readonly InteractionBuilder _all = new(most);

        public InteractionSet Build() => _all.Build();

        public void Take(LogRecord record)
        {
            if (record.Site != site || record.Event.Header.Bot) return;
            var visitor = Hash64.Of(record.Visitor.Value);
            if (record.Event is ConsentChanged consent)
            {
                _all.Consent(visitor, consent.Header.Time.UnixMilliseconds, consent.Analytics, consent.Personalisation);
                return;
            }

            if (record.Event is Merged merged)
            {
                _all.Alias(Hash64.Of(merged.Alias.Value), visitor);
                return;
            }

            if (record.Visitor.IsNone || record.Visitor.IsErasure) return;
            Take(visitor, record.Event);
        }

        private void Take(ulong visitor, VisitorEvent e)
        {
            switch (e)
            {
                case ProductViewed viewed: Add(visitor, viewed.Item.Item, InteractionKind.View, e); break;
                case ProductClicked clicked: Add(visitor, clicked.Item.Item, InteractionKind.View, e); break;
                case WishlistAdded wished: Add(visitor, wished.Item.Item, InteractionKind.Favourite, e); break;
                case ProductShared shared: Add(visitor, shared.Item.Item, InteractionKind.Favourite, e); break;
                case CartAdded added: Add(visitor, added.Item.Item, InteractionKind.Cart, e); break;
                case OrderCompleted order:
                    for (var line = 0; line < order.Items.Length; line++) Add(visitor, order.Items[line].Item, InteractionKind.Purchase, e, Hash64.Of(order.OrderId), line);
                    break;
            }
        }

        private void Add(ulong visitor, ItemId item, InteractionKind kind, VisitorEvent e, ulong order = 0, int line = 0) =>
            _all.Add(visitor, item.Value, kind, e.Header.Time.UnixMilliseconds, order, line, (Purposes)(byte)e.Header.Allows);
    }
}
