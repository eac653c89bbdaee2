using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Recs.Collector.Reading;

namespace Recs.Collector.Bodies;

/// <summary>What a batch says of all its events: when it was sent, what the visitor allows, their context, and in Google's Measurement Protocol whose they are.</summary>
internal sealed class Envelope
{
    private const int MostBytes = 32 * 1024;
    private const int MostDepth = 7;
    private const int MostConsentDepth = 3;

    private static readonly FieldName[] Known = [Names.SentAt, Names.Consent, Names.Context, Names.ClientId, Names.Ga4UserId, Names.TimestampMicros];

    private readonly BodySlice?[] _found = new BodySlice?[Known.Length];

    /// <summary>Which of the known fields the reader stands on; negative: none.</summary>
    public static int FieldAt(in BodyScanner scanner)
    {
        for (var i = 0; i < Known.Length; i++)
        {
            if (scanner.IsNamed(Known[i].Utf8)) return i;
        }

        return -1;
    }

    public void Keep(int field, BodySlice value) => _found[field] = value;

    /// <summary>The fields of the envelope; none where there is no envelope, or it says nothing.</summary>
    public static Section Of(EventBody body)
    {
        if (body.Envelope is not { } envelope) return new Section(default, "batch");
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            for (var i = 0; i < Known.Length; i++)
            {
                if (envelope._found[i] is not { } value) continue;
                writer.WritePropertyName(Known[i].Utf8);
                if (IsReadable(Known[i], value, value.Of(body.Json).Span)) writer.WriteRawValue(value.Of(body.Json).Span, skipInputValidation: true);
                else writer.WriteBooleanValue(false);
            }

            writer.WriteEndObject();
        }

        return new Section(JsonElement.Parse(json.WrittenSpan), "batch");
    }

    // What cannot be read becomes a value that no field takes, so that the events are refused with the field's name.
    private static bool IsReadable(FieldName field, BodySlice slice, ReadOnlySpan<byte> value) =>
        !slice.BadEscape && slice.Depth <= (field == Names.Consent ? MostConsentDepth : MostDepth) && value.Length <= MostBytes && Utf8.IsValid(value);
}
