using System.Text.Json;
using Recs.Collector.Reading;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>What a visitor allows.</summary>
internal static class ConsentMaps
{
    private const string Purposes = "a choice about analytics, personalisation or marketing";

    /// <summary>At least one purpose; those not named stay as they were.</summary>
    public static VisitorEvent Changed(EventSource source)
    {
        var (fields, at) = (source.Fields, source.Properties);
        var analytics = Choice(fields, at, Names.Analytics);
        var personalisation = Choice(fields, at, at.FirstOf(Names.Personalisation, Names.Personalization));
        var marketing = Choice(fields, at, Names.Marketing);
        if (analytics is null && personalisation is null && marketing is null) fields.Missing(at, Names.Analytics, Purposes);
        return new ConsentChanged(source.Header, analytics, personalisation, marketing);
    }

    /// <summary>Whether a purpose is granted; null: not said, or not to be read.</summary>
    public static bool? Choice(FieldReader fields, in Section at, FieldName name)
    {
        if (!at.TryGet(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        if (value.ValueKind == JsonValueKind.String && value.ValueEquals("granted"u8)) return true;
        if (value.ValueKind == JsonValueKind.String && value.ValueEquals("denied"u8)) return false;
        var code = value.ValueKind == JsonValueKind.String ? IntakeCode.UnknownValue : IntakeCode.WrongType;
        fields.Fail(code, at.PathOf(name.Text), "true, false, \"granted\" or \"denied\"", FieldReader.Raw(value));
        return null;
    }
}
