using System.Text.Json;
using Recs.Cli.Hosting;
using Recs.Cli.Output;

namespace Recs.Cli.Readiness;

/// <summary>The readiness of a shop's data as the server that holds the folder sees it.</summary>
internal static class ServerReadiness
{
    /// <summary>Asks until the server has read all; each answer waits a while for that by itself.</summary>
    public static async Task<JsonDocument> ReadAsync(ServerConnection server, IProgressDisplay progress, CancellationToken cancel)
    {
        var (step, total) = ((IProgress<long>?)null, 0L);
        while (true)
        {
            var report = await server.GetAsync("/v1/readiness", cancel);
            if (report.RootElement.GetProperty("complete").GetBoolean()) return report;
            using (report)
            {
                var behind = report.RootElement.GetProperty("behind").GetInt64();
                step ??= progress.Begin("The server reads the log", total = behind);
                step.Report(Math.Max(0, total - behind));
            }
        }
    }
}
