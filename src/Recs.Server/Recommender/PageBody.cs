using System.Text.Json;
using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Serialization;
using Recs.Server.Http;

namespace Recs.Server.Recommender;

/// <summary>
/// Reads the body of <c>POST /v1/recommendations</c>: placements, each with a form; what is said beside them holds for all of them
/// unless one says otherwise.
/// </summary>
public static class PageBody
{
    /// <summary>Placements of a page.</summary>
    public const int MostPlacements = 20;

    /// <summary>Products of a page, over all its placements: what is shown once is looked for in every further list.</summary>
    public const int MostProducts = 500;

    private const int LongestId = 512;
    private const int LongestText = 200;

    /// <summary>The request, or null with everything that is wrong.</summary>
    public static (PageRequest? Page, Problem? Problem) Read(ReadOnlyMemory<byte> body)
    {
        List<string> problems = [];
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var page = JsonFields.Parse(document, problems) is { } fields ? Read(fields, problems) : null;
            return problems.Count == 0 ? (page, null) : (null, new Problem(ProblemCode.InvalidParameter, string.Join("; ", problems) + "."));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter where a text is no Unicode.
            return (null, new Problem(ProblemCode.InvalidBody, $"The body is not JSON: {e.Message}"));
        }
    }

    private static PageRequest Read(JsonFields fields, List<string> problems)
    {
        var claim = Claim(fields);
        var common = Options(fields, new RecommendationRequest(RecommendationForm.Popular), problems);
        common = common with { Recent = [.. fields.Texts("recent", RecommendationRequest.MaxRecent, LongestId).Select(RecentItem.Parse)] };
        var placements = fields.Objects("placements", MostPlacements).Select(p => Placement(p, common, problems)).ToList();
        if (placements.Count == 0) fields.Wrong("placements", "at least one object with a form was expected, like [{\"form\": \"popular\"}]");
        var products = placements.Sum(p => p.Limit);
        if (products > MostProducts) fields.Wrong("placements", $"they ask for {products} products in all; at most {MostProducts} are possible");
        fields.End();
        return new PageRequest(claim, placements);
    }

    private static VisitorClaim Claim(JsonFields fields)
    {
        var consent = fields.Text("consent", LongestText);
        if (VisitorClaim.RefusesOf(consent) is null) fields.Wrong("consent", $"granted or denied was expected; '{consent}' was found");
        return new VisitorClaim(fields.Text("visitor", LongestId), fields.Text("userToken", LongestId), VisitorClaim.RefusesOf(consent) ?? false) { Grants = VisitorClaim.GrantsOf(consent) };
    }

    private static RecommendationRequest Placement(JsonFields fields, RecommendationRequest common, List<string> problems)
    {
        var name = fields.Text("form", LongestText);
        if (!RecommendationForms.TryParse(name, out var form))
            fields.Wrong("form", $"one of {string.Join(", ", RecommendationForms.AllNames)} was expected; {(name is null ? "nothing" : $"'{name}'")} was found");
        var request = Options(fields, common with { Form = form }, problems) with
        {
            Placement = fields.Text("placement", RecommendationRequest.MaxPlacement),
        };
        fields.End();
        return request;
    }

    // What all placements may say, and each of them.
    private static RecommendationRequest Options(JsonFields fields, RecommendationRequest common, List<string> problems)
    {
        var before = problems.Count;
        var request = common with
        {
            Item = fields.Text("item", LongestId) is { } item ? new ItemId(item) : common.Item,
            Cart = fields.Has("cart") ? Items(fields, "cart", RecommendationRequest.MaxCart) : common.Cart,
            Category = fields.Text("category", LongestId) ?? common.Category,
            MinPrice = fields.Amount("minPrice") ?? common.MinPrice,
            MaxPrice = fields.Amount("maxPrice") ?? common.MaxPrice,
            Attributes = fields.Has("attributes") ? fields.Map("attributes") : common.Attributes,
            Exclude = fields.Has("exclude") ? [.. common.Exclude, .. Items(fields, "exclude", RecommendationRequest.MaxExclude)] : common.Exclude,
            Limit = fields.Whole("limit", 1, RecommendationRequest.MaxLimit) ?? common.Limit,
            Diversity = fields.Number("diversity", 0, 1) ?? common.Diversity,
            Explain = fields.Flag("explain") ?? common.Explain,
        };

        // What only shows in the whole; single fields have been found above.
        if (problems.Count == before) problems.AddRange(request.Problems().Select(p => fields.Path("") + p));
        return request;
    }

    private static List<ItemId> Items(JsonFields fields, string name, int most) => [.. fields.Texts(name, most, LongestId).Select(i => new ItemId(i))];
}
