using Recs.Core.Catalog;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;

namespace Recs.Server.Recommender;

/// <param name="ListId">The list.</param>
/// <param name="Form">What was asked for.</param>
/// <param name="Placement">The place on the page; null: not said.</param>
/// <param name="Visitor">For whom it was made; null: nobody known.</param>
/// <param name="Stage">The visitor's stage then.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Degraded">Something it should have rested on could not be read.</param>
/// <param name="Impressions">How often it was visible.</param>
/// <param name="Clicks">How often a product of it was clicked.</param>
/// <param name="Orders">Orders owed to it, those refunded in full taken off.</param>
/// <param name="DirectOrders">Of them, those in which a product was bought that was clicked in the list.</param>
/// <param name="Revenue">What is left of these orders, per currency.</param>
/// <param name="Items">What it showed, best first, further pages included.</param>
public sealed record ListResponse(
    string ListId,
    string Form,
    string? Placement,
    string? Visitor,
    string? Stage,
    DateTimeOffset MadeAt,
    bool Degraded,
    long Impressions,
    long Clicks,
    long Orders,
    long DirectOrders,
    IReadOnlyDictionary<string, decimal> Revenue,
    IReadOnlyList<ListItemResponse> Items)
{
    public static ListResponse Of(ListReport report, CatalogSnapshot catalog)
    {
        var (list, sums) = (report.List, report.Sums);
        return new ListResponse(
            list.Id.ToString(),
            list.Form.Name(),
            list.Placement,
            list.Visitor?.Value,
            list.Stage?.ToString(),
            list.MadeAt.ToDateTimeOffset(),
            list.Degraded,
            sums.Seen,
            sums.Clicked,
            sums.Orders,
            sums.Direct,
            sums.Revenue,
            [.. list.Items.Select((item, i) => ListItemResponse.Of(i + 1, item, report, catalog))]);
    }
}

/// <param name="Position">The place, from 1.</param>
/// <param name="Id">The product.</param>
/// <param name="Title">Null where nobody has told it.</param>
/// <param name="Score">As it was.</param>
/// <param name="Tier">As it was.</param>
/// <param name="Reason">The code of the reason.</param>
/// <param name="Impressions">How often it was reported as visible; 0 where impressions only name the list.</param>
/// <param name="Clicks">How often it was clicked.</param>
/// <param name="Orders">Orders owed to the list in which it was bought after a click on it here.</param>
public sealed record ListItemResponse(int Position, string Id, string? Title, double Score, string Tier, string Reason, long Impressions, long Clicks, long Orders)
{
    public static ListItemResponse Of(int position, ListedProduct product, ListReport report, CatalogSnapshot catalog)
    {
        var (seen, clicked, ordered) = report.Of(product.Item);
        var title = catalog.TryFind(product.Item.Hash, out var at) && catalog[at].Title.Length > 0 ? catalog[at].Title : null;
        return new ListItemResponse(
            position, product.Item.Value, title, Math.Round(product.Score, 6), product.Tier.ToString().ToLowerInvariant(), product.ReasonCode, seen, clicked, ordered);
    }
}
