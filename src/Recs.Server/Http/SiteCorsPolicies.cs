using Microsoft.AspNetCore.Cors.Infrastructure;
using Recs.Server.Sites;

namespace Recs.Server.Http;

/// <summary>
/// Which pages may read the answers: those of the origins a site names, with cookies; of a site that names none, all, without. A
/// preflight and a beacon bring no key in their headers, so for them the origins of all sites count; that the key fits the origin is
/// checked with the key.
/// </summary>
internal sealed class SiteCorsPolicies(SiteDirectory sites) : ICorsPolicyProvider
{
    // As long as browsers keep an answer to a preflight.
    private static readonly TimeSpan PreflightLife = TimeSpan.FromHours(2);

    // RudderStack's client for browsers sends it beside the same id in the body; it is not read here.
    private const string RudderStacks = "AnonymousId";

    private static readonly CorsPolicy Named = Policy(p => p.SetIsOriginAllowed(_ => true).AllowCredentials());
    private static readonly CorsPolicy Any = Policy(p => p.AllowAnyOrigin());

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) => Task.FromResult(Of(context.Request));

    private CorsPolicy? Of(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments("/v1")) return null;
        var origin = request.Headers.Origin.ToString();
        var table = sites.Current;
        if (table.Find(KeyReader.FromHeader(request)) is { } key) return Of(key.Site.Origins, origin);
        var any = false;
        foreach (var site in table.Known)
        {
            if (site.Origins.Names(origin)) return Named;
            any |= site.Origins.AllowsAny;
        }

        return any ? Any : null;
    }

    private static CorsPolicy? Of(SiteOrigins origins, string origin)
    {
        if (origins.AllowsAny) return Any;
        return origins.Names(origin) ? Named : null;
    }

    private static CorsPolicy Policy(Action<CorsPolicyBuilder> origins)
    {
        var policy = new CorsPolicyBuilder()
            .WithMethods("GET", "POST")
            .WithHeaders("Authorization", "Content-Type", "Content-Encoding", "X-Recs-Visitor", "X-Recs-User-Token", RudderStacks)
            .WithExposedHeaders("Retry-After")
            .SetPreflightMaxAge(PreflightLife);
        origins(policy);
        return policy.Build();
    }
}
