using System.Globalization;
using Recs.Core;
using Recs.Core.Recommendations;

namespace Recs.Cli.Recommendations;

/// <summary>A list, and the question why a product is in it, as a server is asked for them.</summary>
internal static class ListQuery
{
    public static string Of(RecommendationRequest request, VisitorId? visitor) =>
        $"/v1/recommendations?{Text([("item", request.Item?.Value), ("visitor", visitor?.Value), ("recent", Recent(request)), ("explain", request.Explain ? "true" : null), .. Fields(request)])}";

    public static string OfWhy(RecommendationRequest request, ItemId product, VisitorId visitor) =>
        $"/v1/visitors/{Uri.EscapeDataString(visitor.Value)}/why?{Text([("item", product.Value), ("anchor", request.Item?.Value), .. Fields(request)])}";

    private static IEnumerable<(string Name, string? Value)> Fields(RecommendationRequest request) =>
    [
        ("form", request.Form.Name()),
        ("limit", request.Limit.ToString(CultureInfo.InvariantCulture)),
        ("cart", Ids(request.Cart)),
        ("category", request.Category),
        ("placement", request.Placement),
        ("minPrice", request.MinPrice?.ToString(CultureInfo.InvariantCulture)),
        ("maxPrice", request.MaxPrice?.ToString(CultureInfo.InvariantCulture)),
        ("exclude", Ids(request.Exclude)),
        ("diversity", request.Diversity.ToString(CultureInfo.InvariantCulture)),
        .. request.Attributes.Select(a => ($"attr.{a.Key}", (string?)a.Value)),
    ];

    private static string Recent(RecommendationRequest request) => string.Join(',', request.Recent);

    private static string Ids(IEnumerable<ItemId> ids) => string.Join(',', ids.Select(i => i.Value));

    private static string Text(IEnumerable<(string Name, string? Value)> fields) =>
        string.Join('&', fields.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value!)}"));
}
