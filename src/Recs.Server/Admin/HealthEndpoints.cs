using Recs.Core.Streaming;
using Recs.Models.Serving;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Admin;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can take events and answer.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live\n"))
            .WithSummary("The process runs.")
            .AnswersText("It does.", "live\n");
        app.MapGet("/health/ready", Ready)
            .WithSummary("The process can take events and answer; else 503 with the reason.")
            .AnswersText("It can; further sentences say so where a change of the sites is not in force, or a published model cannot be used.", "ready\n")
            .AnswersText("It cannot.", "not ready: partition 3 holds a record of a newer version\n", StatusCodes.Status503ServiceUnavailable);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Ready(PartitionHost partitions, SiteReloads reloads, ModelBooks models)
    {
        if (partitions.Failure is { } failure)
            return TypedResults.Text($"not ready: {failure.Message}\n", statusCode: StatusCodes.Status503ServiceUnavailable);

        // What is wrong may name keys' owners and paths; it stands in the log.
        var text = reloads.Refused is null ? "ready\n" : "ready, but the newest change of the sites is wrong and not in force; the server's log says why\n";
        return TypedResults.Text(text + string.Concat(models.Problems.Select(p => $"{p}\n")));
    }
}
