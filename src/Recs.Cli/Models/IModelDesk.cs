using System.Text.Json;

namespace Recs.Cli.Models;

/// <summary>Where models are handled: the data folder, or the server that holds it. Answers are those of the HTTP endpoints.</summary>
internal interface IModelDesk : IAsyncDisposable
{
    Task<JsonDocument> ListAsync(CancellationToken cancel);

    /// <summary>Takes the model of a folder.</summary>
    /// <returns>Its version.</returns>
    Task<string> AddAsync(string folder, CancellationToken cancel);

    Task<JsonDocument> PublishAsync(string version, bool force, string? reason, CancellationToken cancel);

    Task<JsonDocument> RollBackAsync(string? reason, CancellationToken cancel);
}
