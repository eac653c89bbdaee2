using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Training.Artefacts;
using Recs.Training.Evaluation;

namespace Recs.Cli.Models;

/// <summary>Lets the server that holds the data folder train, and shows how it goes.</summary>
internal sealed class ServerTraining(ServerConnection server, TimeProvider clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public async Task<int> RunAsync(CliConsole console, EvaluationPlan plan, bool publish, bool json, CancellationToken cancel)
    {
        using var begun = await server.SendAsync(HttpMethod.Post, "/v1/models:train", JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("trials", plan.Trials);
            writer.WriteNumber("factors", plan.Factors);
            writer.WriteNumber("seed", plan.Seed);
            writer.WriteBoolean("publish", publish);
            writer.WriteEndObject();
        }), cancel);
        var started = begun.RootElement.GetProperty("started").GetDateTimeOffset();
        using var models = await ProgressDisplays.RunAsync(console, json, progress => FollowAsync(progress, started, cancel));
        var training = models.RootElement.GetProperty("training");
        if (training.GetProperty("state").GetString() != "Done") throw new CliException(ExitCodes.Failed, $"The server has trained no model: {training.GetProperty("message").GetString()}");
        var (version, published) = (training.GetProperty("version").GetString()!, training.GetProperty("published").GetBoolean());
        var model = models.RootElement.GetProperty("models").EnumerateArray().First(m => m.GetProperty("version").GetString() == version);
        var manifest = model.GetProperty("manifest").Deserialize(ManifestJson.Default.ModelManifest)!;
        var refusal = publish && !published ? training.GetProperty("message").GetString() : null;
        if (json) console.WriteJson(TrainingOutput.WriteJson(manifest, published, refusal));
        else TrainingOutput.Write(console, manifest, published, refusal, [.. model.GetProperty("objections").EnumerateArray().Select(o => o.GetString()!)]);
        return refusal is null ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private async Task<JsonDocument> FollowAsync(IProgressDisplay progress, DateTimeOffset started, CancellationToken cancel)
    {
        const int Whole = 1_000;
        var (known, bar) = ("", (IProgress<long>?)null);
        while (true)
        {
            var models = await server.GetAsync("/v1/models", cancel);
            var training = models.RootElement.GetProperty("training");
            if (training.GetProperty("state").GetString() != "Running" || training.GetProperty("started").GetDateTimeOffset() != started)
            {
                bar?.Report(Whole);
                return models;
            }

            if (training.GetProperty("step").GetString() is { } step && step != known)
            {
                bar?.Report(Whole);
                (known, bar) = (step, progress.Begin(step, Whole));
            }

            if (training.GetProperty("progress") is { ValueKind: JsonValueKind.Number } share) bar?.Report((long)(Whole * share.GetDouble()));
            models.Dispose();
            await Task.Delay(LookEvery, clock, cancel);
        }
    }
}
