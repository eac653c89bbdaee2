using System.Text.Json;
using Recs.Core.Models;
using Recs.Models.Registry;
using Recs.Training.Artefacts;

namespace Recs.Cli.Models;

/// <summary>Models as <c>GET /v1/models</c> writes them.</summary>
internal static class ModelsJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RegisteredModel> models, ModelManifest? serving)
    {
        json.WriteStartObject();
        json.WriteString("serving", serving?.Version);
        json.WriteStartArray("models");
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("version", model.Stored.Version);
            json.WriteString("added", model.Stored.Added.ToDateTimeOffset());
            json.WriteNumber("bytes", model.Stored.Bytes);
            json.WriteBoolean("serves", model.Serves);
            json.WritePropertyName("published");
            if (model.Published is { } pointer) Write(json, pointer);
            else json.WriteNullValue();
            json.WritePropertyName("manifest");
            JsonSerializer.Serialize(json, model.Manifest, ManifestJson.Default.ModelManifest);
            json.WriteStartArray("objections");
            foreach (var objection in model.Serves || model.Manifest is null ? [] : ModelGate.Objections(model.Manifest, serving)) json.WriteStringValue(objection);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ModelPointer pointer)
    {
        json.WriteStartObject();
        json.WriteString("version", pointer.Version);
        json.WriteString("since", pointer.Since.ToDateTimeOffset());
        json.WriteString("action", pointer.Action.ToString());
        json.WriteString("reason", pointer.Reason);
        json.WriteEndObject();
    }
}
