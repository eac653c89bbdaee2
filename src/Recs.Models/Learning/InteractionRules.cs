using Recs.Core;
using Recs.Core.Events;
using Recs.Training.Data.Interactions;

namespace Recs.Models.Learning;

/// <summary>
/// What of a site's log may teach: what people did with products, who became whom, and what they said about being measured and recognised,
/// which whoever listens has to heed (<see cref="VisitorRefusals"/>). Left out: bots, and who is erased. Orders of nobody count as baskets.
/// </summary>
public sealed class InteractionRules(SiteId site)
{
    /// <summary>Takes the next record in, of whatever site, and tells the sink what it teaches.</summary>
    public void Take(LogRecord record, IInteractionSink sink)
    {
        if (record.Site != site || record.Event.Header.Bot) return;
        var visitor = Hash64.Of(record.Visitor.Value);
        if (record.Event is ConsentChanged consent)
        {
            sink.Consent(visitor, consent.Header.Time, consent.Analytics, consent.Personalisation);
            return;
        }

        if (record.Event is Merged merged)
        {
            sink.Alias(merged.Alias, record.Visitor);
            return;
        }

        if (record.Visitor.IsNone || record.Visitor.IsErasure) return;
        Tell(record, visitor, sink);
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
            sink.Add(new TaughtInteraction(record.Visitor, visitor, item, kind, record.Event.Header.Time, order, line, (Purposes)(byte)record.Event.Header.Allows));
    }
}
