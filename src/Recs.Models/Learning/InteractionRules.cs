using Recs.Core;
using Recs.Core.Events;
using Recs.Training.Data.Interactions;

namespace Recs.Models.Learning;

/// <summary>
/// What of a site's log teaches. Left out: bots, who is erased, and what somebody did after refusing to be measured or recognised, unless
/// the event says itself that it is allowed. Orders of nobody count as baskets. Remembers who has refused, so the records of a partition
/// must come in its order, from the oldest on.
/// </summary>
public sealed class InteractionRules(SiteId site)
{
    private readonly HashSet<ulong> _refused = [];

    /// <summary>Takes the next record in, of whatever site, and tells the sink what it teaches.</summary>
    public void Take(LogRecord record, IInteractionSink sink)
    {
        if (record.Site != site || record.Event.Header.Bot) return;
        var visitor = Hash64.Of(record.Visitor.Value);
        if (record.Event is ConsentChanged consent)
        {
            Refuse(visitor, consent);
            return;
        }

        if (record.Event is Merged merged)
        {
            sink.Alias(merged.Alias, record.Visitor);
            return;
        }

        if (record.Visitor.IsNone || record.Visitor.IsErasure || (_refused.Contains(visitor) && record.Event.Header.Allows == AllowedPurposes.None)) return;
        Tell(record, visitor, sink);
    }

    private void Refuse(ulong visitor, ConsentChanged consent)
    {
        if (consent.Analytics == false || consent.Personalisation == false) _refused.Add(visitor);
        else if (consent.Analytics == true || consent.Personalisation == true) _refused.Remove(visitor);
    }

    private static void Tell(LogRecord record, ulong visitor, IInteractionSink sink)
    {
        switch (record.Event)
        {
            case ProductViewed viewed: Add(viewed.Item.Item, InteractionKind.View); break;
            case ProductClicked clicked: Add(clicked.Item.Item, InteractionKind.View); break;
            case WishlistAdded wished: Add(wished.Item.Item, InteractionKind.Favourite); break;
            case ProductShared shared: Add(shared.Item.Item, InteractionKind.Favourite); break;
            case CartAdded added: Add(added.Item.Item, InteractionKind.Cart); break;
            case OrderCompleted order:
                for (var line = 0; line < order.Items.Length; line++) Add(order.Items[line].Item, InteractionKind.Purchase, order.OrderId, line);
                break;
        }

        void Add(ItemId item, InteractionKind kind, string? order = null, int line = 0) =>
            sink.Add(new TaughtInteraction(record.Visitor, visitor, item, kind, record.Event.Header.Time, order, line));
    }
}
