using System.Text.Json;

namespace Recs.Core.Streaming.Erasures;

/// <summary>The dead letters of a visitor: those that name one of the ids.</summary>
public sealed class LetterErasure(IDeadLetters letters)
{
    private const int BatchSize = 500;

    /// <summary>The letters of a site that name one of the ids.</summary>
    public async IAsyncEnumerable<StoredDeadLetter> FindAsync(
        SiteId site, IReadOnlyList<VisitorId> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var stored in letters.ScanAsync(site, cancel))
        {
            if (Names(stored.Letter, ids)) yield return stored;
        }
    }

    /// <summary>Removes those of visitors of a site, gone through once.</summary>
    internal async ValueTask RunAsync(SiteId site, IReadOnlyList<ErasureTask> tasks, CancellationToken cancel)
    {
        var numbers = new List<long>();
        await foreach (var stored in FindAsync(site, [.. tasks.SelectMany(t => t.Trail.Ids)], cancel))
        {
            numbers.Add(stored.Number);
            foreach (var task in tasks.Where(t => Names(stored.Letter, t.Trail.Ids))) task.Count(new ErasureCounts { DeadLetters = 1 });
        }

        foreach (var some in numbers.Chunk(BatchSize)) await letters.RemoveAsync(site, some, cancel);
    }

    private static bool Names(DeadLetter letter, IReadOnlyList<VisitorId> ids)
    {
        foreach (var id in ids)
        {
            if (IdInText.Names(letter.MessageId, id.Value) || IdInText.Names(letter.Message, id.Value) || IsValueOf(letter.Body, id.Value)) return true;
        }

        return false;
    }

    private static bool IsValueOf(string body, string id)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return IsValueOf(document.RootElement, id);
        }
        catch (JsonException)
        {
            return IdInText.Names(body, id);
        }
    }

    private static bool IsValueOf(JsonElement element, string id) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(p => IsValueOf(p.Value, id)),
        JsonValueKind.Array => element.EnumerateArray().Any(e => IsValueOf(e, id)),
        JsonValueKind.String => IdInText.Names(element.GetString(), id),
        JsonValueKind.Number => element.GetRawText() == id,
        _ => false,
    };
}
