using System.Globalization;
using System.Text.Json;

namespace Recs.Collector.Reading;

/// <summary>An object that fields are read from, and where it stands, for messages. One without an element has no fields.</summary>
/// <param name="Element">The object.</param>
/// <param name="Path">Its place in the event: <c>properties.products</c>; empty for the event itself.</param>
/// <param name="Index">Its place in a list, or −1.</param>
internal readonly record struct Section(JsonElement Element, string Path, int Index = -1)
{
    /// <summary>The field's value, if it is there and not null. Of repeated fields the last.</summary>
    public bool TryGet(FieldName name, out JsonElement value)
    {
        if (Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name.Utf8, out value)) return value.ValueKind != JsonValueKind.Null;
        value = default;
        return false;
    }

    /// <summary>The first of the names that is there; where none is, the first.</summary>
    public FieldName FirstOf(params ReadOnlySpan<FieldName> names)
    {
        foreach (var name in names)
        {
            if (TryGet(name, out _)) return name;
        }

        return names[0];
    }

    /// <summary>A field's full name: <c>properties.products[3].price</c>.</summary>
    public string PathOf(string field)
    {
        if (Path is null) return field;
        var here = Index < 0 ? Path : Path + "[" + Index.ToString(CultureInfo.InvariantCulture) + "]";
        return here.Length == 0 ? field : field.Length == 0 ? here : here + "." + field;
    }
}
