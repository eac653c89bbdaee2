using System.Net;
using Recs.TestKit.Fuzzing;

namespace Recs.Server.Tests;

public sealed class FuzzTests
{
    private const int Requests = 100_000;

    // Far below what a kilobyte kept of each request would come to (80 MB), far above what caches of the visitors and products
    // that the requests name take.
    private const long MostGrowth = 32 * 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_thousand_requests_of_every_badness_get_no_5xx_and_leave_no_memory_behind()
    {
        // A slow machine would be reason to shed requests, which is a 503 and says nothing about them.
        await using var server = await RunningServer.StartAsync("--Recs:Synchronous=Off", "--Recs:Overload:TargetDelay=00:10:00");
        using var http = new HttpClient { BaseAddress = server.Address };
        var targets = FuzzTarget.Of(await http.GetStringAsync("/openapi/v1.json", Cancel));
        foreach (var path in new[] { "/v1/events", "/v1/items", "/v1/recommendations", "/v1/visitors/{id}" }) Assert.Contains(path, targets.Select(t => t.Path));
        var run = new FuzzRun(http, new FuzzRequests(targets, [RunningServer.WriteKey, RunningServer.SecretKey]));

        await run.SendAsync(Requests / 5, Cancel);
        var early = await HeapAsync(server);
        await run.SendAsync(Requests - (Requests / 5), Cancel);
        var late = await HeapAsync(server);

        Assert.Equal(Requests, run.Answers.Values.Sum());
        Assert.True(run.Failures.Count == 0, string.Join('\n', run.Failures));
        var told = string.Join(", ", run.Answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value}"));
        Assert.True(run.Answers[200] + run.Answers[202] >= Requests / 10, $"Too few requests are taken to say anything of those that are: {told}.");
        Assert.True(run.Answers[400] >= Requests / 10, $"Too few requests are refused for what they say: {told}.");
        Assert.True(late - early <= MostGrowth, $"The heap grew from {early:N0} to {late:N0} bytes; at most {MostGrowth:N0} more were expected.");
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/health/ready")).Status);
    }

    // Twice, with finalizers between, so that what only waits for them does not count.
    private static async Task<long> HeapAsync(RunningServer server)
    {
        await server.AppliedAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
