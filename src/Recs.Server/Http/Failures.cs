using Microsoft.AspNetCore.Diagnostics;
using Recs.Core;
using Recs.Core.Streaming.Retention;

namespace Recs.Server.Http;

/// <summary>
/// What answers when a handler cannot: a store that does not work now answers 503 with <c>Retry-After</c>, and the sender keeps what
/// it has; a body that breaks off or comes too slowly, a path nobody serves and a fault of our own are problems too.
/// </summary>
public static partial class Failures
{
    public static void UseFailures(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures).FullName!);
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The sender has gone; nobody hears an answer.
            }
            catch (Exception e) when (!context.Response.HasStarted)
            {
                var problem = ProblemOf(e);
                if (problem.Code == ProblemCode.InternalError) Faulted(logger, context.Request.Method, e);
                context.Response.Headers.Remove("Content-Length");
                await problem.ExecuteAsync(context);
            }
        });
        app.UseStatusCodePages(AnswerAsync);
    }

    private static Problem ProblemOf(Exception e) => e switch
    {
        StoreUnavailableException => new Problem(ProblemCode.StoreUnavailable, e.Message) { RetryAfterSeconds = RetryDelay.Seconds() },
        BeforeRetentionException => new Problem(ProblemCode.BeforeRetention, e.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Problem(ProblemCode.TooLarge, e.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new Problem(ProblemCode.TooSlow, "The body came more slowly than the server waits for. Send less at a time, or again over a better connection."),
        BadHttpRequestException => new Problem(ProblemCode.InvalidBody, e.Message),
        _ => new Problem(ProblemCode.InternalError, "The server met a fault of its own, which its log describes. Sending the same again may work later."),
    };

    private static Task AnswerAsync(StatusCodeContext context)
    {
        var (http, request) = (context.HttpContext, context.HttpContext.Request);
        return http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new Problem(ProblemCode.NotFound, $"Nothing is served under this path. All endpoints are described under /openapi/v1.json.").ExecuteAsync(http),
            StatusCodes.Status405MethodNotAllowed => new Problem(ProblemCode.WrongMethod, $"{request.Method} does not work here; {http.Response.Headers.Allow} does.").ExecuteAsync(http),
            _ => Task.CompletedTask,
        };
    }

    // The path may hold a visitor's id, so it stays out of the log.
    [LoggerMessage(EventId = 3101, EventName = "RequestFaulted", Level = LogLevel.Error, Message = "A {Method} request met a fault of the server")]
    private static partial void Faulted(ILogger logger, string method, Exception error);
}
