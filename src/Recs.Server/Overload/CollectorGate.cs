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

        using var admission = gate.TryEnter();
        if (admission is null)
        {
            await AnswerAsync(http, new OverloadedException());
            return;
        }

        http.Features.Set(admission);
        try
        {
            await next(http);
        }
        catch (OverloadedException e) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, e);
        }
    });

    private static bool TakesDataIn(HttpRequest request) =>
        (HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method)) && request.Path.StartsWithSegments("/v1");

    private static Task AnswerAsync(HttpContext http, OverloadedException e) =>
        new Problem(ProblemCode.Overloaded, e.Message) { RetryAfterSeconds = RetryDelay.Seconds() }.ExecuteAsync(http);
}
