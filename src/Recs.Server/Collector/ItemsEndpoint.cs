using Recs.Collector;
using Recs.Collector.Catalog;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Collector;

/// <summary><c>PUT /v1/items</c>: inserts or replaces products of the catalogue; needs the secret key.</summary>
public static class ItemsEndpoint
{
    private const string ItemsExample =
        """{"items":[{"id":"mug","title":"Blue mug","category":"Home > Mugs","price":9.5,"currency":"EUR"}]}""";

    private const string AnswerExample =
        """{"accepted":1,"rejected":[{"index":1,"id":null,"code":"missing_field","message":"id: the id of a product was expected; nothing was found."}]}""";

    public static void MapItems(this IEndpointRouteBuilder app) =>
        app.MapPut("/v1/items", PutAsync)
            .TakesBody("An object with items, an array of items, or one item a line.", ItemsExample)
            .Answers<ItemsResponse>("In the catalogue; what was refused is named.", AnswerExample)
            .WithSummary("Takes {\"items\": […]}, an array, or one item a line.");

    private static async Task<IResult> PutAsync(
        HttpContext http, SiteDirectory sites, CatalogIntake intake, CollectorOptions options, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var limit = options.LimitsOf(key.Kind).RequestBytes;
        var body = await RequestBody.ReadAsync(http.Request, limit, "items", cancel);
        if (body.Problem is not null) return body.Problem;

        var result = await intake.PutAsync(body.Bytes, new CatalogContext(key.Site.Id), cancel);
        if (result.Error is { } error)
            return new Problem(error.IsTooLarge ? ProblemCode.TooLarge : ProblemCode.InvalidBody, error.Message);
        var rejected = result.Rejected.Select(r => new RejectedItemResponse(r.Index, r.Id, r.Code.Text(), r.Message));
        return TypedResults.Json(new ItemsResponse(result.Accepted, [.. rejected]), ServerJson.Readable.ItemsResponse);
    }
}
