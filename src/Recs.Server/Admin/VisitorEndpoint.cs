using System.Globalization;
using Recs.Core;
using Recs.Core.Visitors.Profiles;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Admin;

/// <summary><c>GET /v1/visitors/{id}</c>: the profile, as of now or of another time; needs the secret key.</summary>
public static class VisitorEndpoint
{
    public static void MapVisitors(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/visitors/{id}", ReadAsync)
            .Produces<VisitorProfile>()
            .WithSummary("The profile behind an anonymous id or a user id.");

    private static async Task<IResult> ReadAsync(
        HttpContext http, string id, string? asOf, SiteDirectory sites, VisitorProfileReader profiles, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        Instant? time = null;
        if (asOf is not null)
        {
            if (!DateTimeOffset.TryParse(asOf, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
                return new Problem(ProblemCode.InvalidParameter, $"asOf: a time such as 2026-03-01T12:00:00Z was expected; '{Shortened(asOf)}' was found.");
            time = Instant.From(parsed);
        }

        return await profiles.ReadAsync(key.Site.Id, new VisitorId(id), time, cancel) is { } profile
            ? TypedResults.Json(profile, ServerJson.Profiles.VisitorProfile)
            : new Problem(ProblemCode.VisitorUnknown, $"No visitor '{Shortened(id)}' of site '{key.Site.Id}'{(asOf is null ? "" : " at that time")}.");
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
