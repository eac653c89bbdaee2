using System.Text.Json.Serialization;
using Recs.Core.Models;
using Recs.Models.Registry;
using Recs.Models.Serving;
using Recs.Training.Artefacts;

namespace Recs.Server.Models;

/// <param name="Serving">The version that serves here now; null: none, live counts alone.</param>
/// <param name="Problem">Why the newest published model does not serve; null: it does.</param>
/// <param name="Training">How the newest training goes, or what came of it.</param>
/// <param name="Models">The newest first.</param>
public sealed record ModelsResponse(string? Serving, string? Problem, TrainingStatus Training, IReadOnlyList<ModelResponse> Models)
{
    internal static ModelsResponse Of(Served served, TrainingStatus training, IReadOnlyList<RegisteredModel> models)
    {
        var serving = models.FirstOrDefault(m => m.Serves)?.Manifest;
        return new ModelsResponse(served.Model?.Version, served.Problem, training, [.. models.Select(m => ModelResponse.Of(m, serving))]);
    }
}

/// <param name="Version">Its name.</param>
/// <param name="Added">When it was kept.</param>
/// <param name="Bytes">What its files take.</param>
/// <param name="Serves">The pointer names it.</param>
/// <param name="Published">When and how it last came to serve; null: never.</param>
/// <param name="Manifest">What it says of itself: data, options, what methods reached; null: it cannot be read.</param>
/// <param name="Objections">What the gate has against letting it serve now; empty: nothing.</param>
public sealed record ModelResponse(
    string Version, DateTimeOffset Added, long Bytes, bool Serves, PublishedResponse? Published, ModelManifest? Manifest, IReadOnlyList<string> Objections)
{
    internal static ModelResponse Of(RegisteredModel model, ModelManifest? serving) => new(
        model.Stored.Version, model.Stored.Added.ToDateTimeOffset(), model.Stored.Bytes, model.Serves, model.Published is { } pointer ? PublishedResponse.Of(pointer) : null,
        model.Manifest, model.Serves || model.Manifest is null ? [] : ModelGate.Objections(model.Manifest, serving));
}

/// <param name="Version">What serves from then on; null: no model, live counts alone.</param>
/// <param name="Since">When.</param>
/// <param name="Action">How it came about.</param>
/// <param name="Reason">What was given as the reason; null: nothing.</param>
public sealed record PublishedResponse(string? Version, DateTimeOffset Since, [property: JsonConverter(typeof(JsonStringEnumConverter<ModelAction>))] ModelAction Action, string? Reason)
{
    internal static PublishedResponse Of(ModelPointer pointer) => new(pointer.Version, pointer.Since.ToDateTimeOffset(), pointer.Action, pointer.Reason);
}

/// <param name="Version">The name of the model that was taken.</param>
/// <param name="Objections">What the gate has against letting it serve now; empty: nothing.</param>
public sealed record ModelAddedResponse(string Version, IReadOnlyList<string> Objections);
