using System.Diagnostics;
using System.Globalization;
using Recs.TestKit.Fuzzing;

namespace Recs.LoadTests;

/// <summary>Random, changed and nasty requests to every operation of a server process.</summary>
internal static class FuzzLoad
{
    // Resident memory, which holds garbage that was not worth collecting: the heap itself is compared by the test of 100,000.
    private const long MostGrowth = 256L * 1024 * 1024;

    // What still comes in the last fifth tells levelling off from a leak better than the whole does.
    private const long MostAtLast = 64L * 1024 * 1024;
    private const int Parts = 5;

    /// <returns>0 without a 5xx, a dead server or growth; else 1.</returns>
    public static async Task<int> RunAsync(int requests)
    {
        // A slow machine would be reason to shed requests, which is a 503 and says nothing about them.
        await using var server = await LoadedServer.StartAsync("--Recs:Synchronous=Off", "--Recs:Overload:TargetDelay=00:10:00");
        var targets = FuzzTarget.Of(await server.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        var run = new FuzzRun(server.Anonymous, new FuzzRequests(targets, ["dev-write-key", "dev-secret-key"]));

        var watch = Stopwatch.StartNew();
        var resident = new List<long>();
        for (var part = 0; part < Parts; part++)
        {
            await run.SendAsync(requests / Parts, CancellationToken.None);
            resident.Add(server.Used().Memory);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(part + 1) * (requests / Parts),9:N0} requests after {watch.Elapsed.TotalSeconds,6:N0} s: {resident[^1] / 1048576.0:N0} MB resident"));
        }

        var answers = string.Join(", ", run.Answers.OrderBy(a => a.Key).Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Key}: {a.Value:N0}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            requests    {run.Answers.Values.Sum():N0} in {watch.Elapsed.TotalSeconds:N0} s, to {targets.Count} operations
            answers     {answers}
            memory      {(resident[^1] - resident[0]) / 1048576.0:N0} MB more after the last fifth than after the first (at most {MostGrowth / 1048576}), {(resident[^1] - resident[^2]) / 1048576.0:N0} MB in the last (at most {MostAtLast / 1048576})
            server      {server.Used().Processor.TotalSeconds:N0} s of processor
            """));
        foreach (var failure in run.Failures) Console.WriteLine(failure);
        return run.Failures.Count == 0 && resident[^1] - resident[0] <= MostGrowth && resident[^1] - resident[^2] <= MostAtLast ? 0 : 1;
    }
}
