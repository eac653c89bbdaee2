using System.Globalization;
using Recs.Core;
using Recs.Core.Recommendations;

namespace Recs.Cli.Recommendations;

/// <summary>A request as <c>GET /v1/recommendations</c> takes it.</summary>
internal static class ListQuery
{
    public static string Of(RecommendationRequest request, VisitorId? visitor)
    {
        var query = $"/v1/recommendations?form={request.Form.Name()}&limit={request.Limit.ToString(CultureInfo.InvariantCulture)}";
        if (request.Item is { } item) query += $"&item={Uri.EscapeDataString(item.Value)}";
        if (visitor is { } id) query += $"&visitor={Uri.EscapeDataString(id.Value)}";
        if (request.Cart.Count > 0) query += $"&cart={Uri.EscapeDataString(string.Join(',', request.Cart.Select(i => i.Value)))}";
        if (request.Category is { } category) query += $"&category={Uri.EscapeDataString(category)}";
        return query;
    }
}
