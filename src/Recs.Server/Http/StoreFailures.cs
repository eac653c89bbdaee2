using Recs.Core;

namespace Recs.Server.Http;

/// <summary>A store that cannot work now answers 503 with <c>Retry-After</c>; the sender keeps what it has.</summary>
public static class StoreFailures
{
    private const int RetryAfterSeconds = 2;

    public static void UseStoreFailures(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (StoreUnavailableException e) when (!context.Response.HasStarted)
        {
            await new Problem(ProblemCode.StoreUnavailable, e.Message) { RetryAfterSeconds = RetryAfterSeconds }.ExecuteAsync(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await new Problem(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? ProblemCode.TooLarge : ProblemCode.InvalidBody, e.Message).ExecuteAsync(context);
        }
    });
}
