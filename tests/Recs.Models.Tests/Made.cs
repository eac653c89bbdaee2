using System.Text.Json;
using Recs.Training.Artefacts;
using Recs.Training.Evaluation;
using Recs.Training.Tests.Pipeline;

namespace Recs.Models.Tests;

/// <summary>Models to handle.</summary>
internal static class Made
{
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Trained = new(() => Shoppers.Train(Shoppers.Walk()));

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> TrainedBackwards = new(() => Shoppers.Train(Shoppers.Walk(backwards: true)));

    /// <summary>A trained model of two parts.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files => Trained.Value;

    /// <summary>The same under another name, with what a gate is to find in it; or one of shoppers who walk the other way.</summary>
    public static IReadOnlyDictionary<string, byte[]> Named(string version, Estimate? overBaseline = null, string? serving = null, Estimate? overServing = null, bool backwards = false)
    {
        var files = backwards ? TrainedBackwards.Value : Files;
        var manifest = ArtefactReader.ManifestOf(files);
        var evaluation = manifest.Evaluation.ToDictionary(e => e.Key, e => e.Value with
        {
            Gate = e.Value.Gate with { OverBaseline = overBaseline ?? e.Value.Gate.OverBaseline, Serving = serving, ServingValue = serving is null ? null : 0.2, OverServing = serving is null ? null : overServing ?? new Estimate(0.1, 0.05, 0.2) },
        });
        return new Dictionary<string, byte[]>(files) { [ArtefactFiles.Manifest] = JsonSerializer.SerializeToUtf8Bytes(manifest with { Version = version, Evaluation = evaluation }, ManifestJson.Default.ModelManifest) };
    }

    public static ModelManifest Manifest(string version, Estimate? overBaseline = null, string? serving = null, double? servingValue = null, Estimate? overServing = null) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Version = version,
        Data = new TrainingWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, 1, 0),
        Seed = 1,
        Items = 1,
        Coverage = 1,
        Files = new Dictionary<string, ArtefactFile>(),
        Evaluation = new Dictionary<string, PartEvaluation>
        {
            ["next"] = new("by time", "all", "nothing", 100, new Dictionary<string, IReadOnlyDictionary<string, Estimate>>(),
                new GateFigures("ndcg@10", new Estimate(0.2, 0.1, 0.3), "item-knn", overBaseline ?? new Estimate(0.1, 0.05, 0.2), serving, servingValue, overServing, null)),
        },
    };
}
