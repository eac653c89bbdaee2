using System.Net;
using System.Text.Json;

namespace Recs.Server.Tests.Overload;

public sealed class OverloadTests
{
    private const int Room = 8;
    private const string View = """{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug"}}""";

    [Fact]
    public async Task While_writes_are_blocked_the_collector_sheds_recommendations_go_on_and_all_that_was_taken_on_is_answered()
    {
        using var log = new HeldLog();
        await using var server = await RunningServer.StartAsync(_ => { }, log.Replace, $"--Recs:Overload:Requests={Room}");
        log.Hold();
        var taken = Enumerable.Range(0, Room).Select(_ => server.PostEventsAsync(View)).ToList();
        await log.WaitingAsync(Room);

        for (var i = 0; i < 3; i++)
        {
            using var shed = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent("not even JSON"));
            using var problem = JsonDocument.Parse(await shed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "overloaded"), (shed.StatusCode, problem.RootElement.GetProperty("code").GetString()));
            Assert.InRange(shed.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 2, 10);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/v1/recommendations?form=popular")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/health/ready")).Status);
        log.Release();
        Assert.All(await Task.WhenAll(taken), answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostEventsAsync(View)).Status);
    }

    [Fact]
    public async Task Senders_told_to_wait_are_spread_out()
    {
        using var log = new HeldLog();
        await using var server = await RunningServer.StartAsync(_ => { }, log.Replace, "--Recs:Overload:Requests=1");
        log.Hold();
        var taken = server.PostEventsAsync(View);
        await log.WaitingAsync(1);
        var waits = new HashSet<double>();
        for (var i = 0; i < 60; i++)
        {
            using var shed = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent(View));
            waits.Add(shed.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }

        log.Release();
        await taken;
        Assert.InRange(waits.Count, 3, 9);
    }
}
