using System.Text.Json.Serialization;

namespace Recs.Training.Artefacts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(ArtefactItem))]
public sealed partial class ManifestJson : JsonSerializerContext;

/// <summary>One line of <c>items.jsonl</c>; its number, from 0, is the item's number in the tensors.</summary>
/// <param name="Id">The shop's id of the product.</param>
public sealed record ArtefactItem([property: JsonPropertyName("id")] string Id);
