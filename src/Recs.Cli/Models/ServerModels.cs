using System.IO.Compression;
using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;
using Recs.Training.Artefacts;

namespace Recs.Cli.Models;

/// <summary>The models of a running server.</summary>
internal sealed class ServerModels(ServerConnection server) : IModelDesk
{
    public Task<JsonDocument> ListAsync(CancellationToken cancel) => server.GetAsync("/v1/models", cancel);

    public async Task<string> AddAsync(string folder, CancellationToken cancel)
    {
        // Checked here first: what is damaged need not travel.
        var files = ArtefactReader.Files(folder);
        ArtefactReader.Read(files);
        using var body = new MemoryStream();
        await using (var archive = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
        {
            foreach (var (name, bytes) in files)
            {
                await using var entry = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel);
                await entry.WriteAsync(bytes, cancel);
            }
        }

        using var answer = await server.SendAsync(HttpMethod.Post, "/v1/models", body.ToArray(), cancel);
        return answer.RootElement.GetProperty("version").GetString()!;
    }

    public Task<JsonDocument> PublishAsync(string version, bool force, string? reason, CancellationToken cancel) =>
        server.SendAsync(HttpMethod.Post, "/v1/models:publish", JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("version", version);
            json.WriteBoolean("force", force);
            if (reason is not null) json.WriteString("reason", reason);
            json.WriteEndObject();
        }), cancel);

    public Task<JsonDocument> RollBackAsync(string? reason, CancellationToken cancel) =>
        server.SendAsync(HttpMethod.Post, "/v1/models:rollback", JsonText.Write(json =>
        {
            json.WriteStartObject();
            if (reason is not null) json.WriteString("reason", reason);
            json.WriteEndObject();
        }), cancel);

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }
}
