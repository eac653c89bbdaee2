using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recs.Cli.Output;

/// <summary>JSON as verbs print it: indented, and with characters such as &gt; and ' as they are.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options)) write(json);
        return bytes.ToArray();
    }
}
