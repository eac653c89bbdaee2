using System.Globalization;
using System.Text.Json;

namespace Recs.Core.Serialization;

/// <summary>
/// Reads the fields of a JSON object that people write, and finds everything that is wrong with it: each problem names the field by
/// its path, what was expected and what was found. A field that is null is one left out.
/// </summary>
/// <param name="element">The object.</param>
/// <param name="path">What stands before the names of its fields: <c>placements[1].</c>; empty at the top.</param>
/// <param name="problems">Takes what is wrong.</param>
public sealed class JsonFields(JsonElement element, string path, List<string> problems)
{
    private const int MostFound = 80;

    private readonly List<string> _known = [];

    /// <summary>The object that a text is; null with a problem where it is none.</summary>
    public static JsonFields? Parse(JsonDocument document, List<string> problems)
    {
        if (document.RootElement.ValueKind == JsonValueKind.Object) return new JsonFields(document.RootElement, "", problems);
        problems.Add($"the body: an object was expected; {Found(document.RootElement)} was found");
        return null;
    }

    /// <summary>The path of a field.</summary>
    public string Path(string name) => path + name;

    /// <summary>Notes that something is wrong with a field.</summary>
    public void Wrong(string name, string problem) => problems.Add($"{Path(name)}: {problem}");

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name, int most)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= most) return text;
        return Expected<string>(name, $"a text of 1 to {most} characters", value);
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Expected<string>(name, "true or false", value);
        return null;
    }

    public int? Whole(string name, int least, int most)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Expected<string>(name, $"a whole number from {least} to {most}", value);
        return null;
    }

    public double? Number(string name, double least, double most)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most) return number;
        Expected<string>(name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), value);
        return null;
    }

    public decimal? Amount(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount >= 0) return amount;
        Expected<string>(name, "an amount such as 9.50", value);
        return null;
    }

    public Instant? Time(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && InstantText.TryRead(value.GetString()!, out var time)) return time;
        Expected<string>(name, InstantText.Expected, value);
        return null;
    }

    /// <summary>An array of texts, or one text alone.</summary>
    public IReadOnlyList<string> Texts(string name, int most, int longest)
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.String) return Text(name, longest) is { } one ? [one] : [];
        if (value.ValueKind != JsonValueKind.Array) return Expected<IReadOnlyList<string>>(name, "an array of texts", value) ?? [];
        if (value.GetArrayLength() > most)
        {
            Wrong(name, $"at most {most} are possible; {value.GetArrayLength()} were found");
            return [];
        }

        var texts = new List<string>();
        foreach (var part in value.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.String && part.GetString() is { Length: > 0 } text && text.Length <= longest) texts.Add(text);
            else Expected<string>($"{name}[{texts.Count}]", $"a text of 1 to {longest} characters", part);
        }

        return texts;
    }

    /// <summary>An object of texts.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(name) is not { } value) return map;
        if (value.ValueKind != JsonValueKind.Object) return Expected<IReadOnlyDictionary<string, string>>(name, "an object of texts", value) ?? map;
        foreach (var field in value.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.String) map[field.Name] = field.Value.GetString()!;
            else Expected<string>($"{name}.{field.Name}", "a text", field.Value);
        }

        return map;
    }

    public JsonFields? Object(string name)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Object ? new JsonFields(value, Path(name) + ".", problems) : Expected<JsonFields>(name, "an object", value);
    }

    /// <summary>An array of objects.</summary>
    public IReadOnlyList<JsonFields> Objects(string name, int most)
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array) return Expected<IReadOnlyList<JsonFields>>(name, "an array of objects", value) ?? [];
        if (value.GetArrayLength() > most)
        {
            Wrong(name, $"at most {most} are possible; {value.GetArrayLength()} were found");
            return [];
        }

        var objects = new List<JsonFields>();
        var at = 0;
        foreach (var part in value.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Object) objects.Add(new JsonFields(part, $"{Path(name)}[{at}].", problems));
            else Expected<string>($"{name}[{at}]", "an object", part);
            at++;
        }

        return objects;
    }

    /// <summary>Finds fields that nobody has asked for: they are misspelt, and would be missed in silence.</summary>
    public void End()
    {
        foreach (var field in element.EnumerateObject())
        {
            if (!_known.Contains(field.Name)) Wrong(Shortened(field.Name), $"there is no such field here; there are {string.Join(", ", _known)}");
        }
    }

    private JsonElement? Find(string name)
    {
        if (!_known.Contains(name)) _known.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private T? Expected<T>(string name, string expected, JsonElement found)
        where T : class
    {
        Wrong(name, $"{expected} was expected; {Found(found)} was found");
        return null;
    }

    private static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Shortened(value.GetRawText()),
    };

    private static string Shortened(string text) => text.Length <= MostFound ? text : text[..MostFound] + "…";
}
