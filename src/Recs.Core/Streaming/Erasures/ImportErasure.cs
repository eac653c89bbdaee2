using System.Text.Json;
using System.Text.Json.Nodes;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Takes a visitor out of the answers that are kept for repeated parts of imports, which quote what they refused.</summary>
internal sealed class ImportErasure(IImportLog imports)
{
    private const string Erased = "[erased]";

    /// <returns>How many answers named the visitor.</returns>
    public async ValueTask<long> RunAsync(Erasure erasure, CancellationToken cancel)
    {
        var changed = new List<ImportPart>();
        await foreach (var part in imports.ScanAsync(erasure.Site, cancel))
        {
            if (JsonNode.Parse(part.Result.Span) is { } result && Forget(result, erasure.Trail.Ids))
                changed.Add(part with { Result = JsonSerializer.SerializeToUtf8Bytes(result, ErasureJson.Default.JsonNode) });
        }

        foreach (var part in changed) await imports.ReplaceResultAsync(part, cancel);
        return changed.Count;
    }

    private static bool Forget(JsonNode node, IReadOnlyList<VisitorId> ids)
    {
        var forgot = false;
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, member) in members.ToList())
                {
                    if (Names(member, ids)) members[name] = Erased;
                    forgot |= members[name] != member || (member is not null && Forget(member, ids));
                }

                break;
            case JsonArray elements:
                foreach (var element in elements) forgot |= element is not null && Forget(element, ids);
                break;
            default:
                break;
        }

        return forgot;
    }

    private static bool Names(JsonNode? node, IReadOnlyList<VisitorId> ids) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && ids.Any(id => IdInText.Names(text, id.Value));
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonNode))]
internal sealed partial class ErasureJson : System.Text.Json.Serialization.JsonSerializerContext;
