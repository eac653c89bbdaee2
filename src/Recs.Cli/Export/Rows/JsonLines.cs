using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recs.Cli.Export.Rows;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLines<T>(Action<Utf8JsonWriter, T> write) : IRowFormat<T>
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Begin(IBufferWriter<byte> page)
    {
    }

    public int Write(T row, IBufferWriter<byte> page)
    {
        using (var json = new Utf8JsonWriter(page, Options)) write(json, row);
        page.Write("\n"u8);
        return 1;
    }
}
