using Recs.Core.Recommendations;

namespace Recs.Server.Recommender;

/// <param name="ListId">Send it back with impressions and clicks.</param>
/// <param name="Form">What was asked for.</param>
/// <param name="Stage">The visitor's stage; null where nobody is known.</param>
/// <param name="Items">Best first, each product once.</param>
/// <param name="Degraded">Something the answer should rest on could not be read.</param>
/// <param name="Shortfall">Why there are fewer items than asked for; null: there are not.</param>
public sealed record RecommendationsResponse(
    string ListId, string Form, string? Stage, IReadOnlyList<RecommendedItemResponse> Items, bool Degraded, ShortfallResponse? Shortfall)
{
    public static RecommendationsResponse Of(RecommendationList list) => new(
        list.ListId.ToString(),
        list.Form.Name(),
        list.Stage?.ToString(),
        [.. list.Items.Select(RecommendedItemResponse.Of)],
        list.Degraded,
        list.Shortfall is { } s ? new ShortfallResponse(s.Missing, s.Code, s.Text) : null);
}

/// <param name="Id">The product.</param>
/// <param name="Title">Null where nobody has told it.</param>
/// <param name="Category">The path from the top.</param>
/// <param name="Price">The price of one.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Url">The product's page.</param>
/// <param name="ImageUrl">Its picture.</param>
/// <param name="Score">Comparable among items of one list with the same reason code.</param>
/// <param name="Tier">How close to the visitor the evidence is: personal, session, similar, segment, popular.</param>
/// <param name="Reason">The evidence.</param>
public sealed record RecommendedItemResponse(
    string Id, string? Title, string? Category, decimal? Price, string? Currency, string? Url, string? ImageUrl, double Score, string Tier, ReasonResponse Reason)
{
    public static RecommendedItemResponse Of(RecommendedItem r) => new(
        r.Item.Id.Value,
        r.Item.Title.Length > 0 ? r.Item.Title : null,
        r.Item.Category,
        WithoutTrailingZeros(r.Item.Price),
        r.Item.Currency,
        r.Item.Url,
        r.Item.ImageUrl,
        Math.Round(r.Score, 6),
        r.Tier.ToString().ToLowerInvariant(),
        new ReasonResponse(r.Reason.Code, [.. r.Reason.Items.Select(i => i.Value)], r.Reason.Categories, r.Reason.Text));

    // Dividing by one with 28 decimals leaves the shortest form of a decimal.
    private static decimal? WithoutTrailingZeros(decimal? price) => price / 1.0000000000000000000000000000m;
}

/// <param name="Code">From a closed list.</param>
/// <param name="Items">The products behind it.</param>
/// <param name="Categories">The categories behind it.</param>
/// <param name="Text">A sentence.</param>
public sealed record ReasonResponse(string Code, IReadOnlyList<string> Items, IReadOnlyList<string> Categories, string Text);

/// <param name="Missing">How many fewer than asked for.</param>
/// <param name="Code">From a closed list.</param>
/// <param name="Text">A sentence.</param>
public sealed record ShortfallResponse(int Missing, string Code, string Text);
