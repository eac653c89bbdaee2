using System.Text.Json.Serialization;
using Recs.Core.Catalog;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Lists;

namespace Recs.Server.Recommender;

/// <param name="ListId">Send it back with impressions and clicks.</param>
/// <param name="Form">What was asked for.</param>
/// <param name="Placement">The place on the page, as it was asked for.</param>
/// <param name="Stage">The visitor's stage; null where nobody is known.</param>
/// <param name="Items">Best first, each product once.</param>
/// <param name="Degraded">Something the answer should rest on could not be read.</param>
/// <param name="Shortfall">Why there are fewer items than asked for; null: there are not.</param>
/// <param name="Cursor">Goes on with the list; null: there is nothing more.</param>
public sealed record RecommendationsResponse(
    string ListId, string Form, string? Placement, string? Stage, IReadOnlyList<RecommendedItemResponse> Items, bool Degraded, ShortfallResponse? Shortfall, string? Cursor)
{
    public static RecommendationsResponse Of(RecommendationList list, string? cursor) => new(
        list.ListId.ToString(),
        list.Form.Name(),
        list.Placement,
        list.Stage?.ToString(),
        [.. list.Items.Select(RecommendedItemResponse.Of)],
        list.Degraded,
        Short(list.Shortfall),
        cursor);

    public static ShortfallResponse? Short(Shortfall? shortfall) => shortfall is { } s ? new ShortfallResponse(s.Missing, s.Code, s.Text) : null;
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
/// <param name="Explanation">What the place comes from; left out unless asked for.</param>
public sealed record RecommendedItemResponse(
    string Id, string? Title, string? Category, decimal? Price, string? Currency, string? Url, string? ImageUrl, double Score, string Tier, ReasonResponse Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExplanationResponse? Explanation = null)
{
    public static RecommendedItemResponse Of(RecommendedItem r) =>
        Of(r.Item, r.Score, r.Tier, ReasonResponse.Of(r.Reason), r.Explanation is { } place ? ExplanationResponse.Of(place) : null);

    /// <summary>A product of a list that was given before, with the facts of today.</summary>
    public static RecommendedItemResponse Of(ListedProduct given, CatalogSnapshot catalog)
    {
        var item = catalog.TryFind(given.Item.Hash, out var at) ? catalog[at] : new CatalogItem(given.Item, "");
        var reason = given.Reason is { } kept ? ReasonResponse.Of(kept) : new ReasonResponse(given.ReasonCode, [], [], "");
        return Of(item, given.Score, given.Tier, reason, null);
    }

    private static RecommendedItemResponse Of(CatalogItem item, double score, RecommendationTier tier, ReasonResponse reason, ExplanationResponse? explanation) => new(
        item.Id.Value,
        item.Title.Length > 0 ? item.Title : null,
        item.Category,
        WithoutTrailingZeros(item.Price),
        item.Currency,
        item.Url,
        item.ImageUrl,
        Math.Round(score, 6),
        tier.ToString().ToLowerInvariant(),
        reason,
        explanation);

    // Dividing by one with 28 decimals leaves the shortest form of a decimal.
    private static decimal? WithoutTrailingZeros(decimal? price) => price / 1.0000000000000000000000000000m;
}

/// <param name="Code">From a closed list.</param>
/// <param name="Items">The products behind it.</param>
/// <param name="Categories">The categories behind it.</param>
/// <param name="Text">A sentence.</param>
public sealed record ReasonResponse(string Code, IReadOnlyList<string> Items, IReadOnlyList<string> Categories, string Text)
{
    public static ReasonResponse Of(Reason reason) => new(reason.Code, [.. reason.Items.Select(i => i.Value)], reason.Categories, reason.Text);
}

/// <param name="Source">The source that has proposed it; null: only a rule has.</param>
/// <param name="Rank">Its place before the list was mixed and before rules put products at places, from 1.</param>
/// <param name="Parts">What the score is made of, before rules multiply it.</param>
/// <param name="Rules">Ids of the rules that have moved it.</param>
public sealed record ExplanationResponse(string? Source, int? Rank, IReadOnlyList<ScorePartResponse> Parts, IReadOnlyList<string> Rules)
{
    public static ExplanationResponse Of(PlaceExplanation place) =>
        new(place.Source, place.Rank, [.. place.Parts.Select(p => new ScorePartResponse(p.Name, Math.Round(p.Value, 6), p.Text))], place.Rules);
}

/// <param name="Name">A source, or a product that candidates are compared with.</param>
/// <param name="Value">How much it adds to the score.</param>
/// <param name="Text">How it comes about.</param>
public sealed record ScorePartResponse(string Name, double Value, string Text);

/// <param name="Missing">How many fewer than asked for.</param>
/// <param name="Code">From a closed list.</param>
/// <param name="Text">A sentence.</param>
public sealed record ShortfallResponse(int Missing, string Code, string Text);
