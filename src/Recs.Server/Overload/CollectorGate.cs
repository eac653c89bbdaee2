using Recs.Server.Http;

namespace Recs.Server.Overload;

/// <summary>
/// Stands before everything that takes data in (POST and PUT below <c>/v1</c>) and sheds with 503 what is too much. Reading
/// endpoints are not behind it and keep their share of the machine.
/// </summary>
public static class CollectorGate
{
    public static void UseCollectorGate(this IApplicationBuilder app, AdmissionGate gate) => app.Use(async (http, next) =>
    {
        if (!TakesDataIn(http.Request))
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

    private static bool TakesDataIn(HttpRequest request) =>
        (HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method)) && request.Path.StartsWithSegments("/v1");
}
