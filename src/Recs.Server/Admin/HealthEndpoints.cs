using Recs.Core.Streaming;

namespace Recs.Server.Admin;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can take events and answer.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live\n")).WithSummary("The process runs.");
        app.MapGet("/health/ready", Ready).WithSummary("The process can take events and answer; else 503 with the reason.");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Ready(PartitionHost partitions) => partitions.Failure is { } failure
        ? TypedResults.Text($"not ready: {failure.Message}\n", statusCode: StatusCodes.Status503ServiceUnavailable)
        : TypedResults.Text("ready\n");
}
