using System.Net.Mime;
using System.Text.Json;
using Recs.Core;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Admin.Exports;

/// <summary><c>GET /v1/visitors/{id}/export</c>: everything held under a visitor; needs the secret key.</summary>
public static class ExportEndpoint
{
    private const string Example = """
        {"visitorId":"customer-20","site":"default","exportedAt":"2026-03-02T10:00:00.000Z","ids":["customer-20","anna"],"formerDevices":[],"profile":{"visitorId":"customer-20"},
        "states":[{"visitorId":"customer-20","handedOverTo":null,"state":"Ag…","orders":[]}],"aliases":[{"alias":"anna","user":"customer-20"}],
        "changes":[{"visitorId":"customer-20","kind":"Merge","old":"anna","new":"customer-20","cause":"merge","due":"2026-03-01T09:20:04.000Z"}],
        "lists":[{"visitorId":"anna","listId":"01a201de-280c-72c3-95bf-9ccdcf3b47a7","form":"popular","placement":"home","madeAt":"2026-03-01T09:12:30.000Z","stage":null,"degraded":false,
        "items":[{"position":1,"id":"mug","score":0.25,"tier":"popular","reason":"popular"}]}],
        "records":[{"partition":3,"offset":17,"visitorId":"anna","logTime":"2026-03-01T09:12:31.000Z","historical":false,"event":"page_viewed","data":{"path":"/mugs"}}],
        "checkpointStates":[],"recordsSince":null,"deadLetters":[]}
        """;

    public static void MapExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/visitors/{id}/export", ExportAsync)
            .Answers<JsonElement>("Profile, states and orders as stored, aliases, changes, the lists made for the visitor in the last 8 days, log records and dead letters.", Example)
            .Describes(("id", "A user id or an anonymous id; what is held under all ids of the person is given.", "customer-20"))
            .Refuses(ProblemCode.VisitorUnknown)
            .WithSummary("Everything held under a visitor, as one JSON document.")
            .WithDescription("Where records are dropped with age, recordsSince is the time from which on they are held, and checkpointStates what the records before it had come to; null and empty where nothing was dropped.");

    private static async Task<IResult> ExportAsync(HttpContext http, string id, SiteDirectory sites, VisitorExport export, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        id = PathId.Of(http, "/v1/visitors/", id);
        var site = key.Site.Id;
        if (await export.FindAsync(site, new VisitorId(id), cancel) is not { } trail)
            return new Problem(ProblemCode.VisitorUnknown, $"Nothing is held under this id of site '{site}'.");
        http.Response.ContentType = MediaTypeNames.Application.Json;
        await export.WriteAsync(site, trail, http.Response.BodyWriter, cancel);
        return TypedResults.Empty;
    }
}
