using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recs.Models.Readiness;

/// <summary>The report as <c>GET /v1/readiness</c> and <c>recs validate --json</c> write it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReadinessReport))]
public sealed partial class ReadinessJson : JsonSerializerContext
{
    public static ReadinessJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
