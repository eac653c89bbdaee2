using System.Text.Json;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Serialization;
using Recs.Models.Registry;
using Recs.Models.Serving;
using Recs.Server.Http;
using Recs.Server.Sites;
using Recs.Training.Artefacts;

namespace Recs.Server.Models;

/// <summary><c>/v1/models</c>: the site's trained models, which of them serves, and training; needs the secret key.</summary>
public static class ModelsEndpoints
{
    private const int MostBytes = 64 * 1024;
    private const int MostReason = 500;

    private const string Version = "20260301-0123456789";

    private const string PublishedExample = $$"""{"version":"{{Version}}","since":"2026-03-01T04:00:00+00:00","action":"Published","reason":"weekly training"}""";

    private const string StatusExample = $$"""{"state":"Done","started":"2026-03-01T03:40:00+00:00","ended":"2026-03-01T03:52:00+00:00","step":null,"progress":null,"version":"{{Version}}","published":true,"message":null}""";

    public static void MapModels(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/models", ReadAsync)
            .Answers<ModelsResponse>("All that are kept.", $$"""{"serving":"{{Version}}","problem":null,"training":{{StatusExample}},"models":[{"version":"{{Version}}","added":"2026-03-01T03:52:00+00:00","bytes":4210380,"serves":true,"published":{{PublishedExample}},"manifest":null,"objections":[]}]}""")
            .WithSummary("The site's models, which of them serves, and how the newest training goes.");
        app.MapPost("/v1/models", AddAsync)
            .OnlyAsks()
            .TakesArchive("The files of the model's folder, no others: manifest.json, items.jsonl, factors.safetensors, lists.safetensors.")
            .Answers<ModelAddedResponse>("It is checked and kept; it does not serve yet.", $$"""{"version":"{{Version}}","objections":[]}""", StatusCodes.Status201Created)
            .Refuses(ProblemCode.InvalidModel, ProblemCode.ModelRefused)
            .WithSummary("Takes a trained model: the files of its folder as a zip archive, up to 1 GB.");
        app.MapPost("/v1/models:publish", PublishAsync)
            .OnlyAsks()
            .TakesBody("version; force with a reason lets a model through that the gate objects to, and keeps the reason.", $$"""{"version":"{{Version}}","force":false,"reason":"weekly training"}""")
            .Answers<PublishedResponse>("It serves, here at once and elsewhere within two seconds.", PublishedExample)
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.ModelUnknown, ProblemCode.ModelRefused)
            .WithSummary("Lets a model serve, if it is better than the baselines and not worse than what serves.");
        app.MapPost("/v1/models:rollback", RollBackAsync)
            .OnlyAsks()
            .TakesBody("reason, which is kept.", """{"reason":"fewer clicks since yesterday"}""")
            .Answers<PublishedResponse>("What served before serves again; version is null where that was live counts alone.", PublishedExample)
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.ModelUnknown, ProblemCode.ModelRefused)
            .WithSummary("Lets the model serve again that served before.");
        app.MapPost("/v1/models:train", TrainAsync)
            .OnlyAsks()
            .TakesBody("trials, factors and seed, as configured where they are left out; publish (true) lets the model serve if the gate has nothing against it.", """{"trials":10,"factors":64,"seed":1,"publish":true}""")
            .Answers<TrainingStatus>("It has begun; GET /v1/models tells how it goes.", """{"state":"Running","started":"2026-03-01T03:40:00+00:00","ended":null,"step":"reading the log","progress":0,"version":null,"published":false,"message":null}""", StatusCodes.Status202Accepted)
            .Refuses(ProblemCode.InvalidParameter, ProblemCode.TrainingRuns)
            .WithSummary("Trains a model from the log, in the background.");
    }

    private static async Task<IResult> ReadAsync(HttpContext http, SiteDirectory sites, ModelRegistry registry, ModelBooks books, Trainer trainer, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var site = key.Site.Id;
        return TypedResults.Json(ModelsResponse.Of(books.Status(site), trainer.Status(site), await registry.ListAsync(site, cancel)), ServerJson.Readable.ModelsResponse);
    }

    private static async Task<IResult> AddAsync(HttpContext http, SiteDirectory sites, ModelRegistry registry, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var (files, wrong) = await UploadedArtefact.ReadAsync(http, cancel);
        if (wrong is not null) return wrong;
        try
        {
            var manifest = await registry.AddAsync(key.Site.Id, files!, cancel);
            var models = await registry.ListAsync(key.Site.Id, cancel);
            return TypedResults.Json(
                new ModelAddedResponse(manifest.Version, ModelGate.Objections(manifest, models.FirstOrDefault(m => m.Serves)?.Manifest)), ServerJson.Readable.ModelAddedResponse, statusCode: StatusCodes.Status201Created);
        }
        catch (ArtefactException error)
        {
            return new Problem(ProblemCode.InvalidModel, error.Message);
        }
        catch (ModelException error)
        {
            return new Problem(ProblemCode.ModelRefused, error.Message);
        }
    }

    private static Task<IResult> PublishAsync(HttpContext http, SiteDirectory sites, ModelRegistry registry, ModelBooks books, SnapshotAggregator snapshots, CancellationToken cancel) =>
        MoveAsync(http, sites, registry, books, snapshots, fields =>
        {
            var (version, force, reason) = (fields.Text("version", 64), fields.Flag("force") ?? false, fields.Text("reason", MostReason));
            if (version is null) fields.Wrong("version", "the model that is to serve was expected; GET /v1/models lists them");
            if (force && string.IsNullOrWhiteSpace(reason)) fields.Wrong("reason", "who forces a model gives a reason, which is kept");
            return site => registry.PublishAsync(site, version!, force, reason, cancel);
        }, cancel);

    private static Task<IResult> RollBackAsync(HttpContext http, SiteDirectory sites, ModelRegistry registry, ModelBooks books, SnapshotAggregator snapshots, CancellationToken cancel) =>
        MoveAsync(http, sites, registry, books, snapshots, fields =>
        {
            var reason = fields.Text("reason", MostReason);
            return site => registry.RollBackAsync(site, reason, cancel);
        }, cancel);

    private static async Task<IResult> MoveAsync(
        HttpContext http, SiteDirectory sites, ModelRegistry registry, ModelBooks books, SnapshotAggregator snapshots, Func<JsonFields, Func<Core.SiteId, Task<Core.Models.ModelPointer>>> read, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var body = await RequestBody.ReadAsync(http.Request, MostBytes, "fields", cancel);
        if (body.Problem is not null) return body.Problem;
        Func<Core.SiteId, Task<Core.Models.ModelPointer>>? move = null;
        if (Fields(body.Bytes, fields => move = read(fields)) is { } wrong) return wrong;
        try
        {
            var pointer = await move!(key.Site.Id);
            if (await books.RefreshAsync(key.Site.Id, cancel)) await snapshots.RefreshAsync(cancel);
            return books.Status(key.Site.Id).Problem is { } unusable
                ? new Problem(ProblemCode.ModelRefused, unusable)
                : TypedResults.Json(PublishedResponse.Of(pointer), ServerJson.Readable.PublishedResponse);
        }
        catch (UnknownModelException error)
        {
            return new Problem(ProblemCode.ModelUnknown, error.Message);
        }
        catch (Exception error) when (error is ModelException or ArtefactException)
        {
            return new Problem(ProblemCode.ModelRefused, error.Message);
        }
    }

    private static async Task<IResult> TrainAsync(HttpContext http, SiteDirectory sites, Trainer trainer, IHostApplicationLifetime lifetime, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var body = await RequestBody.ReadAsync(http.Request, MostBytes, "fields", cancel);
        if (body.Problem is not null) return body.Problem;
        var (plan, publish) = (trainer.Plan(), true);
        if (Fields(body.Bytes, fields =>
        {
            plan = plan with
            {
                Search = plan.Search with
                {
                    Trials = fields.Whole("trials", 1, 10_000) ?? plan.Search.Trials,
                    Factors = fields.Whole("factors", 1, 1_024) ?? plan.Search.Factors,
                    Seed = fields.Whole("seed", 0, int.MaxValue) ?? plan.Search.Seed,
                },
            };
            publish = fields.Flag("publish") ?? true;
        }) is { } wrong) return wrong;
        return trainer.TryBegin(key.Site.Id, plan, publish, out _, lifetime.ApplicationStopping)
            ? TypedResults.Json(trainer.Status(key.Site.Id), ServerJson.Readable.TrainingStatus, statusCode: StatusCodes.Status202Accepted)
            : new Problem(ProblemCode.TrainingRuns, "A training is under way in this process. GET /v1/models tells how it goes; begin another when it has ended.");
    }

    // An empty body says nothing, which is allowed.
    private static Problem? Fields(ReadOnlyMemory<byte> body, Action<JsonFields> read)
    {
        List<string> problems = [];
        try
        {
            using var document = JsonDocument.Parse(body.IsEmpty ? "{}"u8.ToArray() : body, new JsonDocumentOptions { MaxDepth = 8 });
            if (JsonFields.Parse(document, problems) is { } fields)
            {
                read(fields);
                fields.End();
            }

            return problems.Count == 0 ? null : new Problem(ProblemCode.InvalidParameter, string.Join("; ", problems) + ".");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter where a text is no Unicode.
            return new Problem(ProblemCode.InvalidBody, $"The body is not JSON: {e.Message}");
        }
    }
}
