using System.Collections.Immutable;
using Recs.Cli.Export.Rows;
using Recs.Core.Events;

namespace Recs.Cli.Export.Log;

/// <summary>Events as rows: one for each product of an event, or one where it has none. Traits are not among the columns.</summary>
internal static class EventTable
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "time", "event", "visitor", "user", "device", "message_id", "trusted", "bot", "item", "name", "category", "brand", "price", "currency", "quantity", "position",
        "order", "total", "order_currency", "list", "placement", "path", "title", "referrer", "engaged_ms", "query", "form", "method", "channel", "campaign", "friend", "analytics",
        "personalisation", "marketing", "page_view", "device_class", "time_zone", "utc_offset", "claimed_user", "received",
    ];

    public static IEnumerable<IReadOnlyList<string?>> Rows(LogRecord record)
    {
        var lines = Lines(record.Event);
        return lines.IsEmpty ? [Row(record, null)] : lines.Select(line => Row(record, line));
    }

    private static string?[] Row(LogRecord record, ItemLine? line)
    {
        var (e, header, ids) = (record.Event, record.Event.Header, EventIds.Of(record));
        var page = e as PageViewed;
        var consent = e as ConsentChanged;
        var (order, total, currency) = Order(e);
        return
        [
            CsvFields.Of(header.Time), EventNames.Of(e), ids.Visitor, ids.User, ids.Device, header.MessageId, CsvFields.Of(header.Trusted), CsvFields.Of(header.Bot),
            line?.Item.Value, line?.Name, line is null ? Category(e) : line.Category, line?.Brand, CsvFields.Of(line?.Price), line?.Currency,
            line is null or { Quantity: int.MaxValue } ? null : CsvFields.Of(line.Quantity), CsvFields.Of(line?.Position),
            order, CsvFields.Of(total), currency, List(e), Placement(e), page?.Path, page?.Title, page?.Referrer,
            e is PageEngaged engaged ? CsvFields.Of((long)engaged.Engaged.TotalMilliseconds) : null, (e as ProductsSearched)?.Query,
            e is ContentViewed content ? content.Form.ToString().ToLowerInvariant() : null, Method(e), Channel(e), Campaign(e), Friend(e),
            CsvFields.Of(consent?.Analytics), CsvFields.Of(consent?.Personalisation), CsvFields.Of(consent?.Marketing), header.PageViewId,
            header.Device == DeviceClass.Unknown ? null : header.Device.ToString().ToLowerInvariant(), header.TimeZone, EventWire.Offset(header), ids.Claimed, CsvFields.Of(record.LogTime),
        ];
    }

    private static ImmutableArray<ItemLine> Lines(VisitorEvent @event) => @event switch
    {
        ProductViewed e => [e.Item],
        ProductClicked e => [e.Item],
        WishlistAdded e => [e.Item],
        WishlistRemoved e => [e.Item],
        CartAdded e => [e.Item],
        CartRemoved e => [e.Item],
        RecommendationClicked e => [e.Item with { Position = e.Position > 0 ? e.Position : null }],
        ProductShared e => [e.Item],
        PageEngaged { Item: { } item } e => [item with { Category = e.Category ?? item.Category }],
        ProductListViewed e => e.Items,
        CheckoutStarted e => e.Items,
        OrderCompleted e => e.Items,
        OrderRefunded e => e.Items,
        RecommendationViewed e => [.. e.Items.Select(i => new ItemLine(i.Item) { Position = i.Position > 0 ? i.Position : null })],
        _ => [],
    };

    private static (string? Id, decimal? Total, string? Currency) Order(VisitorEvent @event) => @event switch
    {
        OrderCompleted e => (e.OrderId, e.Total, e.Currency),
        OrderRefunded e => (e.OrderId, e.Amount, e.Currency),
        CheckoutStarted e => (e.OrderId, null, null),
        _ => default,
    };

    private static string? Category(VisitorEvent @event) => @event switch
    {
        ProductListViewed e => e.Category,
        PageEngaged e => e.Category,
        _ => null,
    };

    private static string? List(VisitorEvent @event) => @event switch
    {
        ProductListViewed e => e.ListId,
        RecommendationViewed e => e.ListId,
        RecommendationClicked e => e.ListId,
        _ => null,
    };

    private static string? Placement(VisitorEvent @event) => @event switch
    {
        RecommendationViewed e => e.Placement,
        RecommendationClicked e => e.Placement,
        _ => null,
    };

    private static string? Method(VisitorEvent @event) => @event switch
    {
        SignedUp e => e.Method,
        SignedIn e => e.Method,
        _ => null,
    };

    private static string? Channel(VisitorEvent @event) => @event switch
    {
        ProductShared e => e.Channel,
        CampaignContacted e => e.Channel,
        CampaignOpened e => e.Channel,
        CampaignClicked e => e.Channel,
        _ => null,
    };

    private static string? Campaign(VisitorEvent @event) => @event switch
    {
        CampaignContacted e => e.CampaignId,
        CampaignOpened e => e.CampaignId,
        CampaignClicked e => e.CampaignId,
        _ => null,
    };

    private static string? Friend(VisitorEvent @event) => @event switch
    {
        FriendLinked e => e.FriendId,
        FriendUnlinked e => e.FriendId,
        _ => null,
    };
}
