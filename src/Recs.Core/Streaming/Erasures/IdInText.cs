namespace Recs.Core.Streaming.Erasures;

/// <summary>Tells whether a text that people read names an id.</summary>
internal static class IdInText
{
    // Shorter ids occur by chance in any text, so they have to stand where messages put what they found.
    private const int Telling = 6;

    public static bool Names(string? text, string id)
    {
        if (text is null || !text.Contains(id, StringComparison.Ordinal)) return false;
        return id.Length >= Telling || text == id || Has(text, $"'{id}'") || Has(text, $"\"{id}\"") || Has(text, $"«{id}»") || Has(text, $"found {id}.");
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
