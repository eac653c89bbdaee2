using System.Globalization;
using System.Text.Json;
using Recs.Collector.Privacy;
using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Collector.Reading;

/// <summary>
/// Reads typed fields of one event or item. A field that is absent or null reads as null. The first thing that is wrong is
/// kept in <see cref="Problem"/> and reading goes on with nothing, so that mappings need no checks of their own.
/// </summary>
internal sealed class FieldReader(int mostQuantity)
{
    private int _redacted;

    public Problem? Problem { get; private set; }

    public void Reset()
    {
        Problem = null;
        _redacted = 0;
    }

    /// <summary>How much personal data was removed since this was last asked.</summary>
    public int TakeRedacted()
    {
        var removed = _redacted;
        _redacted = 0;
        return removed;
    }

    public void Fail(Problem problem) => Problem ??= problem;

    public void Fail(IntakeCode code, string field, string expected, string found)
    {
        if (Problem is null) Problem = Problem.At(code, field, expected, found);
    }

    public void Missing(in Section at, FieldName name, string expected) => Fail(IntakeCode.MissingField, at.PathOf(name.Text), expected, "none");

    /// <summary>Text that people wrote: one line, without personal data, cut to its length. Blank text reads as null.</summary>
    public string? Text(in Section at, FieldName name, int maxBytes)
    {
        if (String(at, name) is not { } raw) return null;
        var text = Clean(FreeText.OneLine(raw));
        return text.Length == 0 ? null : Utf8Text.Cut(text, maxBytes);
    }

    /// <summary>A category, normalised.</summary>
    public string? Category(in Section at) =>
        Text(at, Names.Category, TextLimits.Category) is { } text && CategoryPath.Normalise(text) is { Length: > 0 } path ? path : null;

    public string Clean(string text)
    {
        var removed = 0;
        var clean = PersonalText.Clean(text, ref removed);
        _redacted += removed;
        return clean;
    }

    public void CountRedacted(int removed) => _redacted += removed;

    /// <summary>Text as it stands.</summary>
    public string? String(in Section at, FieldName name)
    {
        if (!at.TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Wrong(at, name, "text", value);
        return null;
    }

    /// <summary>An id: text, or a whole number, which some shops send. Never cut, never trimmed. A blank one reads as null.</summary>
    public string? Id(in Section at, FieldName name, int maxBytes)
    {
        if (!at.TryGet(name, out var value)) return null;
        var id = IdText(value);
        if (id is null) Wrong(at, name, "an id as text", value);
        if (string.IsNullOrWhiteSpace(id)) return null;
        if (IdRule.Check(at, name, id, maxBytes) is not { } problem) return id;
        Fail(problem);
        return null;
    }

    /// <summary>An id that may be absent, but not blank.</summary>
    public string? FilledId(in Section at, FieldName name, int maxBytes)
    {
        var id = Id(at, name, maxBytes);
        if (id is null && at.TryGet(name, out var value)) Fail(IntakeCode.EmptyField, at.PathOf(name.Text), "an id", Raw(value));
        return id;
    }

    /// <summary>An id without which the event means nothing.</summary>
    public string RequiredId(in Section at, FieldName name, int maxBytes)
    {
        var id = FilledId(at, name, maxBytes);
        if (id is null) Missing(at, name, "an id");
        return id ?? "";
    }

    public bool? Flag(in Section at, FieldName name)
    {
        if (!at.TryGet(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Wrong(at, name, "true or false", value);
        return null;
    }

    /// <summary>Money of either sign or, unless <paramref name="signed"/>, not negative: at most 4 decimal places and 10⁹.</summary>
    public decimal? Amount(in Section at, FieldName name, bool signed = false)
    {
        if (Number(at, name, signed ? -Amounts.Largest : 0, Amounts.Largest) is not { } number) return null;
        if (Amounts.TryFix(number, out var amount)) return amount;
        Fail(IntakeCode.TooManyDecimals, at.PathOf(name.Text), "at most 4 decimal places", number.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>How many of a product: a whole number from 1.</summary>
    public int? Quantity(in Section at, FieldName name) => Whole(at, name, 1, mostQuantity);

    /// <summary>A whole number within these bounds.</summary>
    public int? Whole(in Section at, FieldName name, int least, int most)
    {
        if (Number(at, name, least, most) is not { } number) return null;
        if (decimal.IsInteger(number)) return (int)number;
        Fail(IntakeCode.InvalidNumber, at.PathOf(name.Text), "a whole number", number.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>A number, in quotes or not; blank text reads as null.</summary>
    public decimal? Number(in Section at, FieldName name, decimal least, decimal most)
    {
        if (!at.TryGet(name, out var value) || IsBlank(value)) return null;
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String)) return NotNumber(IntakeCode.WrongType, at, name, value);
        if (!Amounts.TryRead(value, out var number))
            return NotNumber(value.ValueKind == JsonValueKind.Number ? IntakeCode.OutOfRange : IntakeCode.InvalidNumber, at, name, value);
        if (number >= least && number <= most) return number;
        Fail(IntakeCode.OutOfRange, at.PathOf(name.Text), string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"), value.GetRawText());
        return null;
    }

    /// <summary>A currency of ISO 4217, in capitals.</summary>
    public string? Currency(in Section at)
    {
        if (String(at, Names.Currency) is not { Length: > 0 } text) return null;
        if (Iso4217.TryFind(text, out var code)) return code;
        Fail(IntakeCode.UnknownCurrency, at.PathOf(Names.Currency.Text), "an ISO 4217 code like EUR", text);
        return null;
    }

    /// <summary>An object within; absent, it has no fields.</summary>
    /// <param name="at">What it is in.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="path">Its place in the event, for messages.</param>
    public Section Object(in Section at, FieldName name, string path)
    {
        if (!at.TryGet(name, out var value)) return new Section(default, path);
        if (value.ValueKind == JsonValueKind.Object) return new Section(value, path);
        Wrong(at, name, "an object", value);
        return new Section(default, path);
    }

    public void Wrong(in Section at, FieldName name, string expected, JsonElement found) =>
        Fail(IntakeCode.WrongType, at.PathOf(name.Text), expected, Raw(found));

    /// <summary>The beginning of a value as JSON, for messages.</summary>
    public static string Raw(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => value.GetRawText(),
    };

    private decimal? NotNumber(IntakeCode code, in Section at, FieldName name, JsonElement value)
    {
        Fail(code, at.PathOf(name.Text), code == IntakeCode.OutOfRange ? "a number of at most 10⁹" : "a number", Raw(value));
        return null;
    }

    private static bool IsBlank(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(""u8);

    private static string? IdText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out _) => value.GetRawText(),
        _ => null,
    };
}
