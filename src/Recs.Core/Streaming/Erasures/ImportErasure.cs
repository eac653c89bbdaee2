using System.Text.Json;
using System.Text.Json.Nodes;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Takes visitors out of the answers that are kept for repeated parts of imports, which quote what they refused.</summary>
internal sealed class ImportErasure(IImportLog imports)
{
    private const string Erased = "[erased]";

    /// <summary>Goes once through the answers of a site.</summary>
    public async ValueTask RunAsync(SiteId site, IReadOnlyList<ErasureTask> tasks, CancellationToken cancel)
    {
        var changed = new List<ImportPart>();
        await foreach (var part in imports.ScanAsync(site, cancel))
        {
            if (JsonNode.Parse(part.Result.Span) is { } result && Forget(result, tasks))
                changed.Add(part with { Result = JsonSerializer.SerializeToUtf8Bytes(result, ErasureJson.Default.JsonNode) });
        }

        foreach (var part in changed) await imports.ReplaceResultAsync(part, cancel);
    }

    private static bool Forget(JsonNode result, IReadOnlyList<ErasureTask> tasks)
    {
        var forgot = false;
        foreach (var task in tasks)
        {
            if (!Forget(result, task.Trail.Ids)) continue;
            task.Count(new ErasureCounts { Mentions = 1 });
            forgot = true;
        }

        return forgot;
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
