using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recs.Core;

namespace Recs.Server.Admin.Exports;

/// <summary>Writes a value as text. Exports are never read back.</summary>
internal abstract class TextJson<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Exports are written only.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

    protected abstract string Text(T value);
}

internal sealed class InstantJson : TextJson<Instant>
{
    // Times that were never set are beyond any calendar.
    protected override string Text(Instant value) => value <= Instant.MinValue ? "never" : value.ToString();
}

internal sealed class VisitorIdJson : TextJson<VisitorId>
{
    protected override string Text(VisitorId value) => value.Value;
}

internal sealed class ItemIdJson : TextJson<ItemId>
{
    protected override string Text(ItemId value) => value.Value;
}

internal sealed class HashJson : TextJson<ulong>
{
    protected override string Text(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);
}

internal sealed class BytesJson : TextJson<ImmutableArray<byte>>
{
    protected override string Text(ImmutableArray<byte> value) => Convert.ToBase64String(value.AsSpan());
}

internal sealed class EnumTextJson<T> : TextJson<T>
    where T : struct, Enum
{
    protected override string Text(T value) => value.ToString();
}
