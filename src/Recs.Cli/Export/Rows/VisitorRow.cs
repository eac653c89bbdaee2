using System.Text.Json;
using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Export.Rows;

/// <summary>A visitor's profile, as <c>recs visitor --json</c> shows it; as CSV what is one value.</summary>
internal static class VisitorRow
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "visitor", "as_of", "stage", "activity", "registered", "identified", "claimed_user", "first_seen", "last_seen", "sessions", "in_session", "visit_interval_days",
        "last_visit_interval_days", "orders", "orders_placed", "currency", "net_spent", "average_order_value", "days_since_last_order", "order_interval_days", "pages", "dwell_ms",
        "dwell_ms_per_page", "product_views", "favourites", "cart_lines", "last_purchase_at", "last_purchase_total", "last_purchase_currency", "top_category", "top_brand", "friends",
        "aliases", "analytics", "personalisation", "marketing",
    ];

    public static void Write(Utf8JsonWriter json, VisitorProfile profile) => JsonSerializer.Serialize(json, profile, VisitorProfileJson.Default.VisitorProfile);

    /// <param name="p">The profile.</param>
    /// <param name="currency">The site's base currency: what was spent in others is not in the row.</param>
    public static IEnumerable<IReadOnlyList<string?>> Rows(VisitorProfile p, string currency) =>
    [
        [
            p.VisitorId, CsvFields.Of(p.AsOf), p.Stage.ToString(), p.Activity.ToString(), CsvFields.Of(p.Registered), CsvFields.Of(p.Identified), p.ClaimedUserId,
            CsvFields.Of(p.FirstSeen), CsvFields.Of(p.LastSeen), CsvFields.Of(p.Sessions), CsvFields.Of(p.InSession), CsvFields.Of(p.VisitIntervalDays),
            CsvFields.Of(p.LastVisitIntervalDays), CsvFields.Of(p.Orders), CsvFields.Of(p.OrdersPlaced), currency, CsvFields.Of(p.NetSpent.GetValueOrDefault(currency)),
            CsvFields.Of(p.AverageOrderValue), CsvFields.Of(p.DaysSinceLastOrder), CsvFields.Of(p.OrderIntervalDays), CsvFields.Of(p.Pages), CsvFields.Of(p.DwellMs),
            CsvFields.Of(p.DwellMsPerPage), CsvFields.Of(p.ProductViews), CsvFields.Of(p.Favourites.Count), CsvFields.Of(p.Cart.Count), CsvFields.Of(p.LastPurchase?.At),
            CsvFields.Of(p.LastPurchase?.Total), p.LastPurchase?.Currency, p.Categories.Keys.FirstOrDefault(), p.Brands.Keys.FirstOrDefault(), CsvFields.Of(p.Friends.Count),
            CsvFields.Of(p.Aliases.Count), CsvFields.Of(p.Consent.Analytics?.Granted), CsvFields.Of(p.Consent.Personalisation?.Granted), CsvFields.Of(p.Consent.Marketing?.Granted),
        ],
    ];
}
