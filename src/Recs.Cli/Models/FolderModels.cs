using System.Text.Json;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Models;
using Recs.Models.Registry;
using Recs.Sqlite;
using Recs.Training.Artefacts;

namespace Recs.Cli.Models;

/// <summary>The models of a data folder that nobody else holds.</summary>
internal sealed class FolderModels(SqliteInstallation installation, SiteId site, TimeProvider clock) : IModelDesk
{
    private readonly ModelRegistry _registry = new(installation.Models, clock);

    public async Task<JsonDocument> ListAsync(CancellationToken cancel)
    {
        var models = await _registry.ListAsync(site, cancel);
        var serving = models.FirstOrDefault(m => m.Serves)?.Manifest;
        return JsonDocument.Parse(JsonText.Write(json => ModelsJson.Write(json, models, serving)));
    }

    public async Task<string> AddAsync(string folder, CancellationToken cancel) => (await _registry.AddAsync(site, ArtefactReader.Files(folder), cancel)).Version;

    public async Task<JsonDocument> PublishAsync(string version, bool force, string? reason, CancellationToken cancel) =>
        Answer(await _registry.PublishAsync(site, version, force, reason, cancel));

    public async Task<JsonDocument> RollBackAsync(string? reason, CancellationToken cancel) => Answer(await _registry.RollBackAsync(site, reason, cancel));

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    private static JsonDocument Answer(ModelPointer pointer) => JsonDocument.Parse(JsonText.Write(json => ModelsJson.Write(json, pointer)));
}
