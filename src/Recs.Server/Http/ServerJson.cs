using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recs.Core.Visitors.Profiles;
using Recs.Models.Readiness;
using Recs.Server.Admin;
using Recs.Server.Changes;
using Recs.Server.Collector;
using Recs.Server.Imports;
using Recs.Server.Models;
using Recs.Server.Recommender;
using Recs.Server.Rules;

namespace Recs.Server.Http;

/// <summary>The JSON of answers. Characters such as ' and &gt; are written as they are: answers are JSON documents, never parts of pages.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EventsResponse))]
[JsonSerializable(typeof(SegmentResponse))]
[JsonSerializable(typeof(ItemsResponse))]
[JsonSerializable(typeof(ResetResponse))]
[JsonSerializable(typeof(ErasureResponse))]
[JsonSerializable(typeof(RecommendationsResponse))]
[JsonSerializable(typeof(PageResponse))]
[JsonSerializable(typeof(ListResponse))]
[JsonSerializable(typeof(ListTotalsResponse))]
[JsonSerializable(typeof(WhyResponse))]
[JsonSerializable(typeof(RuleResponse))]
[JsonSerializable(typeof(RulesResponse))]
[JsonSerializable(typeof(RulePreviewResponse))]
[JsonSerializable(typeof(ChangesResponse))]
[JsonSerializable(typeof(ImportPartResponse))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(MessageIdsResponse))]
[JsonSerializable(typeof(TotalsResponse))]
[JsonSerializable(typeof(ProgressResponse))]
[JsonSerializable(typeof(ModelsResponse))]
[JsonSerializable(typeof(ReadinessReport))]
[JsonSerializable(typeof(ModelAddedResponse))]
[JsonSerializable(typeof(PublishedResponse))]
[JsonSerializable(typeof(TrainingStatus))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ServerJson : JsonSerializerContext
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static ServerJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = Encoder });

    public static VisitorProfileJson Profiles { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = Encoder });
}
