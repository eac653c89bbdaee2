using Recs.Collector.Reading;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Events about one product, or a list of them.</summary>
internal static class ProductMaps
{
    public static VisitorEvent Viewed(EventSource source) => new ProductViewed(source.Header, ItemLines.One(source));

    public static VisitorEvent Clicked(EventSource source) => new ProductClicked(source.Header, ItemLines.One(source));

    public static VisitorEvent WishlistAdded(EventSource source) => new WishlistAdded(source.Header, ItemLines.One(source));

    public static VisitorEvent WishlistRemoved(EventSource source) => new WishlistRemoved(source.Header, ItemLines.One(source));

    public static VisitorEvent CartAdded(EventSource source) => new CartAdded(source.Header, ItemLines.One(source));

    /// <summary>Without a quantity all of the product leave the cart.</summary>
    public static VisitorEvent CartRemoved(EventSource source) => new CartRemoved(source.Header, ItemLines.One(source, int.MaxValue));

    public static VisitorEvent ListViewed(EventSource source) => new ProductListViewed(
        source.Header,
        source.Fields.Id(source.Properties, source.Properties.FirstOf(source.In(Names.ListId, Names.ItemListId), Names.ListIdCamel), IdRule.ListBytes),
        source.Fields.Category(source.Properties),
        ItemLines.All(source, source.Fields.Currency(source.Properties)));

    public static VisitorEvent CheckoutStarted(EventSource source) => new CheckoutStarted(
        source.Header,
        source.Fields.Id(source.Properties, source.In(Names.OrderId, Names.TransactionId), IdRule.OrderBytes),
        ItemLines.All(source, source.Fields.Currency(source.Properties)));

    public static VisitorEvent Shared(EventSource source) => new ProductShared(
        source.Header,
        ItemLines.One(source),
        source.Fields.Text(source.Properties, source.Properties.FirstOf(Names.Channel, source.In(Names.ShareVia, Names.Method)), TextLimits.Channel));
}
