using Recs.Cli.Evaluation;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Models.Learning;
using Recs.Models.Registry;
using Recs.Sqlite;
using Recs.Training.Artefacts;
using Recs.Training.Pipeline;

namespace Recs.Cli.Models;

/// <summary>Trains a model from a data folder that nobody else holds.</summary>
internal sealed class FolderTraining(SqliteInstallation installation, SiteId site, TimeProvider clock)
{
    private readonly ModelRegistry _registry = new(installation.Models, clock);

    public async Task<int> RunAsync(CliConsole console, TrainingPlan plan, int most, string? output, bool publish, bool json, CancellationToken cancel)
    {
        if (output is not null && Path.Exists(output)) throw new CliException(ExitCodes.Usage, $"{output} is there already. Name a folder that does not exist yet.");
        var files = await ProgressDisplays.RunAsync(console, json, progress => TrainAsync(progress, plan, most, cancel));
        var manifest = await _registry.AddAsync(site, files, cancel);
        if (output is not null) ArtefactWriter.Save(files, output);
        var refusal = publish ? await PublishAsync(manifest.Version, cancel) : null;
        if (json) console.WriteJson(TrainingOutput.WriteJson(manifest, publish && refusal is null, refusal));
        else TrainingOutput.Write(console, manifest, publish && refusal is null, refusal, await ObjectionsAsync(manifest, cancel));
        return refusal is null ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> TrainAsync(IProgressDisplay progress, TrainingPlan plan, int most, CancellationToken cancel)
    {
        var reading = progress.Begin("Reading the log", await LogInteractions.CountAsync(installation.EventLog, cancel));
        var data = await LogInteractions.ReadAsync(installation.EventLog, site, most, reading, cancel);
        var serving = await ServingAsync(cancel);
        return await Task.Run(() => new ModelTrainer(data, plan, new EvaluationProgress(progress)).Train(serving, cancel), cancel);
    }

    // One that cannot be read has nothing to be compared with; the gate will say so.
    private async Task<ModelArtefact?> ServingAsync(CancellationToken cancel)
    {
        try
        {
            return await _registry.ServingAsync(site, cancel);
        }
        catch (ArtefactException)
        {
            return null;
        }
    }

    private async Task<string?> PublishAsync(string version, CancellationToken cancel)
    {
        try
        {
            await _registry.PublishAsync(site, version, force: false, reason: null, cancel);
            return null;
        }
        catch (ModelException refused)
        {
            return refused.Message;
        }
    }

    private async Task<IReadOnlyList<string>> ObjectionsAsync(ModelManifest manifest, CancellationToken cancel)
    {
        var serving = (await _registry.ListAsync(site, cancel)).FirstOrDefault(m => m.Serves)?.Manifest;
        return serving?.Version == manifest.Version ? [] : ModelGate.Objections(manifest, serving);
    }
}
