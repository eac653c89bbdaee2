using System.Text.Json;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Models.Learning;
using Recs.Models.Readiness;
using Recs.Models.Registry;
using Recs.Sqlite;
using Recs.Training.Artefacts;

namespace Recs.Cli.Readiness;

/// <summary>The readiness of a shop's data in a folder that nobody else holds.</summary>
internal static class FolderReadiness
{
    public static async Task<JsonDocument> ReadAsync(SqliteInstallation installation, SiteId site, IProgressDisplay progress, TimeProvider clock, CancellationToken cancel)
    {
        using var reader = new ReadinessReader(installation.EventLog, installation.Catalog, site);
        await reader.ReadOnAsync(progress.Begin("Reading the log", await LogInteractions.CountAsync(installation.EventLog, cancel)), cancel);
        var report = await reader.ReportAsync(await ServingAsync(new ModelRegistry(installation.Models, clock), site, cancel), complete: true, cancel);
        return JsonSerializer.SerializeToDocument(report, ReadinessJson.Readable.ReadinessReport);
    }

    private static async Task<ModelManifest?> ServingAsync(ModelRegistry registry, SiteId site, CancellationToken cancel)
    {
        try
        {
            return (await registry.ServingAsync(site, cancel))?.Manifest;
        }
        catch (ArtefactException)
        {
            // As the server, which answers from live counts then.
            return null;
        }
    }
}
