using System.Text;

namespace Recs.Collector.Reading;

/// <summary>A field's name, once as JSON has it and once for messages.</summary>
internal sealed class FieldName(string text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public string Text { get; } = text;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public override string ToString() => Text;
}
