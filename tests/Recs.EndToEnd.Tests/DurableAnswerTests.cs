using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

/// <summary>202 means that the disk has the event. The operating system's own record of the calls tells whether it was asked.</summary>
public sealed class DurableAnswerTests
{
    private const int Events = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_disk_confirms_an_event_before_its_202_is_sent() =>
        Assert.All(await SyncsBeforeAnswersAsync(SynchronousMode.Full), syncs => Assert.InRange(syncs, 1, int.MaxValue));

    [Theory]
    [InlineData(SynchronousMode.Normal)]
    [InlineData(SynchronousMode.Off)]
    public async Task A_weaker_setting_is_seen_not_to_ask_the_disk(SynchronousMode mode) =>
        Assert.All(await SyncsBeforeAnswersAsync(mode), syncs => Assert.Equal(0, syncs));

    // Each event is applied before the next is sent, so that no commit of states syncs between receipt and answer.
    private static async Task<IReadOnlyList<int>> SyncsBeforeAnswersAsync(SynchronousMode mode)
    {
        using var folder = new TempFolder();
        var trace = folder.File("calls.txt");
        string[] ids = [.. Enumerable.Range(0, Events).Select(i => $"durable-{i}")];
        using (var server = await ServerProcess.StartUnderAsync(SystemCalls.Tracer(trace), folder.File("data"), $"--Recs:Synchronous={mode}"))
        {
            using var http = new HttpClient { BaseAddress = server.Url };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-secret-key");
            foreach (var id in ids)
            {
                using var content = new StringContent($$"""{"messageId":"{{id}}","anonymousId":"{{id}}","event":"page_viewed","properties":{"path":"/"} }""");
                using var response = await http.PostAsync("/v1/events", content, Cancel);
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
                await AppliedAsync(http, id);
            }

            await server.StopAsync();
        }

        return new SystemCalls(await File.ReadAllLinesAsync(trace, Cancel)).SyncsBeforeAnswers(ids);
    }

    private static async Task AppliedAsync(HttpClient http, string visitor)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience;)
        {
            using var profile = await http.GetAsync($"/v1/visitors/{visitor}", Cancel);
            if (profile.StatusCode == HttpStatusCode.OK) return;
        }

        Assert.Fail($"Visitor {visitor} was expected to be applied within {Patience}, and was not.");
    }
}
