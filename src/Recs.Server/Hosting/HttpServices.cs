using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using Recs.Server.Http;
using Recs.Server.Metrics;
using Recs.Server.Overload;

namespace Recs.Server.Hosting;

/// <summary>What stands between the network and the endpoints, outermost first.</summary>
public static class HttpServices
{
    public static void AddEdge(this IServiceCollection services, ServerOptions options)
    {
        services.AddCors();
        services.AddTransient<ICorsPolicyProvider, SiteCorsPolicies>();
        services.AddMetrics();
        services.AddSingleton<EdgeMetrics>();
        services.AddSingleton<RequestLimits>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>((limiter, limits) =>
        {
            limiter.GlobalLimiter = limits.All;
            limiter.OnRejected = (rejected, _) => new ValueTask(limits.Refusal(rejected.HttpContext, rejected.Lease).ExecuteAsync(rejected.HttpContext));
        });
        services.AddSingleton(s => new AdmissionGate(options.Overload, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<EdgeMetrics>()));
        services.AddOpenApi(openApi => openApi.AddOperationTransformer<ProblemResponses>());
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ServerJson.Readable);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, ServerJson.Profiles);
        });
    }

    public static void UseEdge(this WebApplication app, HttpOptions http)
    {
        app.UseFailures();
        if (http.TrustedProxies.Count > 0) app.UseForwardedHeaders(http.Forwarding());
        app.UseCors();
        app.UseCollectorGate(app.Services.GetRequiredService<AdmissionGate>());
        app.UseRateLimiter();
    }
}
