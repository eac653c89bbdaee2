using System.Text.Json;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Serialization;
using Recs.Server.Http;
using Recs.Server.Recommender;
using Recs.Server.Sites;
using Lists = Recs.Core.Recommendations.Recommender;

namespace Recs.Server.Rules;

/// <summary><c>POST /v1/rules:preview</c>: what a rule would do, before it does; needs the secret key.</summary>
public static class RulePreviewEndpoint
{
    private const int MostBytes = 64 * 1024;
    private const int UsualLists = 200;
    private const int UsualExamples = 5;
    private const int MostExamples = 20;
    private const string Unnamed = "preview";

    private const string AnswerExample = """
        {"lists":200,"concerned":41,"changed":38,"examples":[{"form":"popular","placement":"home","stage":"Customer",
        "before":[{"id":"mug","title":"Red tea mug"},{"id":"pot","title":"Red tea pot"}],"after":[{"id":"pot","title":"Red tea pot"},{"id":"mug","title":"Red tea mug"}]}]}
        """;

    public static void MapRulePreview(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/rules:preview", PreviewAsync)
            .OnlyAsks()
            .TakesBody("The rule as for PUT, with the id of the one whose place it would take; lists (200) and examples (5).", $$"""{"id":"summer","rule":{{RulesEndpoints.BodyExample}},"lists":200,"examples":5}""")
            .Answers<RulePreviewResponse>("How many of the newest lists would be others, with examples.", AnswerExample)
            .Refuses(ProblemCode.InvalidParameter)
            .WithSummary("How many of the lists of late a rule would change, with examples before and after.")
            .WithDescription("The newest requests that this process has answered (500 a site) are answered again, without the rule and with it, by today's counts and as if it were in force now, whatever its dates and hours. Nothing is stored.");

    private static async Task<IResult> PreviewAsync(
        HttpContext http, SiteDirectory sites, RuleBooks books, RecentRequests recent, PatientVisitors visitors, SnapshotAggregator snapshots, Lists lists, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var body = await RequestBody.ReadAsync(http.Request, MostBytes, "products", cancel);
        if (body.Problem is not null) return body.Problem;
        if (Read(body.Bytes, out var wrong) is not { } asked) return wrong!;

        var site = key.Site.Id;
        var preview = new RulePreview(lists, snapshots.Current(site), books.Current(site), asked.Rule);
        var (made, concerned, changed) = (0, 0, 0);
        List<RulePreviewExample> examples = [];
        foreach (var (request, id) in recent.Newest(site, asked.Lists))
        {
            var view = id is { } visitor ? (await visitors.Reader.ReadAsync(site, visitor, lists.AsksFriends(request.Form), cancel)).View : null;
            var (before, after) = preview.Try(request with { Explain = false }, view);
            made++;
            if (preview.Concerns(request, view)) concerned++;
            if (!RulePreview.Differ(before, after)) continue;
            changed++;
            if (examples.Count < asked.Examples) examples.Add(RulePreviewExample.Of(before, after));
        }

        return TypedResults.Json(new RulePreviewResponse(made, concerned, changed, examples), ServerJson.Readable.RulePreviewResponse);
    }

    private static (Rule Rule, int Lists, int Examples)? Read(ReadOnlyMemory<byte> body, out Problem? problem)
    {
        List<string> problems = [];
        problem = null;
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            if (JsonFields.Parse(document, problems) is { } fields)
            {
                var id = fields.Text("id", Rule.MaxIdLength) ?? Unnamed;
                var rule = fields.Object("rule") is { } said ? RuleJson.Read(said, id) : null;
                if (rule is null && !fields.Has("rule")) fields.Wrong("rule", "the rule was expected, as for PUT /v1/rules/{id}");
                var (lists, examples) = (fields.Whole("lists", 1, RecentRequests.Kept) ?? UsualLists, fields.Whole("examples", 0, MostExamples) ?? UsualExamples);
                fields.End();
                if (problems.Count == 0 && rule is not null) return (rule, lists, examples);
            }

            problem = new Problem(ProblemCode.InvalidParameter, string.Join("; ", problems) + ".");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter where a text is no Unicode.
            problem = new Problem(ProblemCode.InvalidBody, $"The body is not JSON: {e.Message}");
        }

        return null;
    }
}

/// <param name="Lists">How many were tried.</param>
/// <param name="Concerned">Of them, those that the rule's condition holds for.</param>
/// <param name="Changed">Of them, those that would hold other products, or in another order.</param>
/// <param name="Examples">Some of these.</param>
public sealed record RulePreviewResponse(int Lists, int Concerned, int Changed, IReadOnlyList<RulePreviewExample> Examples);

/// <param name="Form">Of the list.</param>
/// <param name="Placement">Of the list; null: not said.</param>
/// <param name="Stage">Of its visitor; null: nobody known.</param>
/// <param name="Before">Without the rule.</param>
/// <param name="After">With it.</param>
public sealed record RulePreviewExample(string Form, string? Placement, string? Stage, IReadOnlyList<PreviewedItem> Before, IReadOnlyList<PreviewedItem> After)
{
    public static RulePreviewExample Of(RecommendationList before, RecommendationList after) =>
        new(before.Form.Name(), before.Placement, before.Stage?.ToString(), Items(before), Items(after));

    private static IReadOnlyList<PreviewedItem> Items(RecommendationList list) =>
        [.. list.Items.Select(i => new PreviewedItem(i.Item.Id.Value, i.Item.Title.Length > 0 ? i.Item.Title : null))];
}

/// <param name="Id">The product.</param>
/// <param name="Title">Null where nobody has told it.</param>
public sealed record PreviewedItem(string Id, string? Title);
