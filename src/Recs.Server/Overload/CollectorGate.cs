using Recs.Server.Http;

namespace Recs.Server.Overload;

/// <summary>
/// Stands before everything that takes data in (POST and PUT below <c>/v1</c>) and sheds with 503 what is too much. Reading
/// endpoints, those that are only asked something in a body among them, are not behind it and keep their share of the machine.
/// </summary>
public static class CollectorGate
{
    public static void UseCollectorGate(this IApplicationBuilder app, AdmissionGate gate) => app.Use(async (http, next) =>
    {
        if (!TakesDataIn(http))
        {
            await next(http);
            return;
        }

        using var admission = gate.TryEnter(http.Request.ContentLength ?? 0);
        if (admission is null)
        {
            await Overloaded().ExecuteAsync(http);
            return;
        }

        http.Features.Set(admission);
        await next(http);
    });

    /// <summary>The collector has more to do than it can do in time. Nothing of the request was parsed; the sender keeps it.</summary>
    public static Problem Overloaded() =>
        new(ProblemCode.Overloaded, "More requests than the collector can take on now. Send this one again later.") { RetryAfterSeconds = RetryDelay.Seconds() };

    private static bool TakesDataIn(HttpContext http) =>
        (HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method))
        && http.Request.Path.StartsWithSegments("/v1")
        && http.GetEndpoint()?.Metadata.GetMetadata<Asking>() is null;
}
