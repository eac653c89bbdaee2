using System.Collections.Immutable;
using System.Text.Json;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Collector.Catalog;

/// <summary>Reads one item of a catalogue.</summary>
internal sealed class ItemReader(CollectorOptions options)
{
    private const int MostAttributes = 64;
    private const int AttributeNameBytes = 64;
    private const int AttributeValueBytes = 256;

    private readonly FieldReader _fields = new(options.Quantity);

    /// <summary>The id of the item read last, if it could be read.</summary>
    public string? Id { get; private set; }

    public Problem? TryRead(JsonElement json, out CatalogItem? item)
    {
        item = null;
        Id = null;
        if (json.ValueKind != JsonValueKind.Object) return Problem.At(IntakeCode.NotAnObject, "item", "a JSON object", FieldReader.Raw(json));
        _fields.Reset();
        item = Read(new Section(json, ""));
        return _fields.Problem;
    }

    private CatalogItem Read(in Section at)
    {
        var id = _fields.RequiredId(at, Names.Id, ItemId.MaxBytes);
        if (_fields.Problem is null) Id = id;
        return new CatalogItem(new ItemId(id), Title(at))
        {
            Category = Shown(at, Names.Category, TextLimits.Category) is { } text && CategoryPath.Normalise(text) is { Length: > 0 } path ? path : null,
            Brand = Shown(at, Names.Brand, TextLimits.Brand),
            Price = _fields.Amount(at, Names.Price),
            Currency = Currency(at),
            InStock = _fields.Flag(at, at.FirstOf(Names.InStock, Names.InStockCamel)) ?? true,
            Repeatable = _fields.Flag(at, Names.Repeatable),
            Url = Link(at, Names.Url),
            ImageUrl = Link(at, at.FirstOf(Names.ImageUrl, Names.ImageUrlCamel)),
            Attributes = Attributes(at),
        };
    }

    private string Title(in Section at)
    {
        var title = Shown(at, at.FirstOf(Names.Title, Names.Name), TextLimits.Title);
        if (title is null) _fields.Missing(at, Names.Title, "what people read");
        return title ?? "";
    }

    // The shop's own words are no personal data of its visitors, so nothing is taken out of them.
    private string? Shown(in Section at, FieldName name, int maxBytes) =>
        _fields.String(at, name) is { } raw && FreeText.OneLine(raw) is { Length: > 0 } text ? Utf8Text.Cut(text, maxBytes) : null;

    private string? Currency(in Section at)
    {
        var currency = _fields.Currency(at);
        if (currency is null && at.TryGet(Names.Price, out _)) _fields.Missing(at, Names.Currency, "the price's ISO 4217 code, like EUR");
        return currency;
    }

    private string? Link(in Section at, FieldName name)
    {
        if (_fields.String(at, name) is not { } raw || FreeText.OneLine(raw) is not { Length: > 0 } link) return null;
        if (!IsLink(link)) _fields.Fail(IntakeCode.InvalidUrl, at.PathOf(name.Text), "a link that begins with http://, https:// or /", link);
        if (Utf8Text.Bytes(link) is var bytes && bytes > TextLimits.Link)
            _fields.Fail(IntakeCode.OutOfRange, at.PathOf(name.Text), $"at most {TextLimits.Link} bytes", $"{bytes}");
        return link;
    }

    private static bool IsLink(string link) =>
        link.StartsWith('/')
        || link.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || link.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private ImmutableSortedDictionary<string, string> Attributes(in Section at)
    {
        var section = _fields.Object(at, Names.Attributes, "attributes");
        if (section.Element.ValueKind != JsonValueKind.Object) return ImmutableSortedDictionary<string, string>.Empty;
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in section.Element.EnumerateObject())
        {
            if (Attribute(section, property) is { } value) found[FreeText.OneLine(property.Name)] = value;
        }

        if (found.Count > MostAttributes) _fields.Fail(IntakeCode.OutOfRange, section.Path, $"at most {MostAttributes} attributes", $"{found.Count}");
        return found.ToImmutable();
    }

    private string? Attribute(in Section at, JsonProperty property)
    {
        if (property.Value.ValueKind == JsonValueKind.Null) return null;
        var value = property.Value.ValueKind switch
        {
            JsonValueKind.String => FreeText.OneLine(property.Value.GetString()!),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
            _ => null,
        };
        var path = at.PathOf(Problem.Shown(property.Name));
        if (value is null)
        {
            _fields.Fail(IntakeCode.WrongType, path, "text, a number, true or false", FieldReader.Raw(property.Value));
            return null;
        }

        var (name, size) = (Utf8Text.Bytes(property.Name), Utf8Text.Bytes(value));
        if (name > AttributeNameBytes || size > AttributeValueBytes)
            _fields.Fail(IntakeCode.OutOfRange, path, $"a name of {AttributeNameBytes} bytes and a value of {AttributeValueBytes} at most", $"{name} and {size}");
        return value;
    }
}
