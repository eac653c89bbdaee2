using System.Text.Json;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Retention;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Imports;

/// <summary><c>GET /v1/message-ids</c>: which events of an import the site holds already; reads the whole log. Needs the secret key.</summary>
public static class MessageIdsEndpoint
{
    private static readonly (string Name, string Description, string Example)[] Parameters = [("prefix", "Only message ids that begin with this text.", "orders-2025:")];

    public static void MapMessageIds(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/message-ids", ReadAsync)
            .TakesQuery(Parameters)
            .Answers<MessageIdsResponse>("What the log holds.", """{"site":"default","living":false,"messageIds":["orders-2025:1:0"],"others":17}""")
            .Refuses(ProblemCode.InvalidParameter)
            .WithSummary("Message ids the site's log holds, so that an importer sends only what is missing. Reads the whole log.");

    private static IResult ReadAsync(HttpContext http, SiteDirectory sites, IEventLog log, ICheckpoints checkpoints, IVisitorReader reader)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        var prefix = http.Request.Query["prefix"].ToString();
        if (prefix.Length is < 1 or > 100) return new Problem(ProblemCode.InvalidParameter, "prefix: 1 to 100 characters with which the message ids begin were expected.");
        return new MessageIds(new SiteLog(log, checkpoints, key.Site.Id), reader, log.Partitions, prefix);
    }

    // As long as the log: written as it is read.
    private sealed class MessageIds(SiteLog log, IVisitorReader reader, int partitions, string prefix) : IResult
    {
        private const int FlushBytes = 64 * 1024;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var cancel = httpContext.RequestAborted;
            var (living, _, _) = await SiteLife.ReadAsync(reader, log.Site, partitions, cancel);
            httpContext.Response.ContentType = "application/json";
            await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, new JsonWriterOptions { Encoder = ServerJson.Encoder });
            var others = 0L;
            json.WriteStartObject();
            json.WriteString("site", log.Site.Value);
            json.WriteBoolean("living", living);
            json.WriteStartArray("messageIds");
            await foreach (var id in log.MessageIdsAsync(cancel))
            {
                if (id.StartsWith(prefix, StringComparison.Ordinal)) json.WriteStringValue(id);
                else others++;
                if (json.BytesPending < FlushBytes) continue;
                await json.FlushAsync(cancel);
                await httpContext.Response.BodyWriter.FlushAsync(cancel);
            }

            json.WriteEndArray();
            json.WriteNumber("others", others);
            json.WriteEndObject();
            await json.FlushAsync(cancel);
        }
    }
}

/// <param name="Site">The site of the key.</param>
/// <param name="Living">The site has more than imported history.</param>
/// <param name="MessageIds">Those that begin with the prefix, in no order.</param>
/// <param name="Others">How many other events the site's log holds.</param>
public sealed record MessageIdsResponse(string Site, bool Living, IReadOnlyList<string> MessageIds, long Others);
