using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

public sealed class FeedCrashTests
{
    private const int Customers = 600;
    private const int BatchSize = 20;
    private const int Kills = 2;

    [Fact]
    public async Task Reading_on_with_the_cursor_gives_each_change_once_though_the_server_is_killed()
    {
        using var folder = new TempFolder();
        var server = await ServerProcess.StartAsync(folder.File("data"));
        var (read, cursor, kills) = (new List<(string Id, string Visitor, string Told)>(), "", 0);
        var sent = 0;
        while (read.Count < 2 * Customers)
        {
            if (sent < Customers && await TrySendAsync(server.Url, sent)) sent += BatchSize;
            if (await TryReadAsync(server.Url, cursor, sent == Customers ? 10 : 0) is { } page)
            {
                read.AddRange(page.Changes);
                cursor = page.Cursor;
            }

            if (kills == Kills || sent < Customers * (kills + 1) / (Kills + 1)) continue;

            // Commits may be under way; what was read and what was not must both come out right.
            kills++;
            await server.KillAsync();
            server.Dispose();
            server = await ServerProcess.StartAsync(folder.File("data"));
        }

        Assert.Empty((await TryReadAsync(server.Url, cursor, 0))!.Value.Changes);
        var whole = new List<(string Id, string Visitor, string Told)>();
        for (var (from, more) = ("", true); more;)
        {
            var page = (await TryReadAsync(server.Url, from, 0))!.Value;
            whole.AddRange(page.Changes);
            (from, more) = (page.Cursor, page.Changes.Count > 0);
        }

        await server.StopAsync();
        server.Dispose();
        Assert.Equal(2 * Customers, read.Select(c => c.Id).Distinct().Count());
        Assert.Equal(whole.Order(), read.Order());
        Assert.Equal(Customers, read.GroupBy(c => c.Visitor).Count());
        Assert.All(read.GroupBy(c => c.Visitor), own => Assert.Equal(["FirstVisit → Prospect", "Prospect → Customer"], own.Select(c => c.Told)));
    }

    private static async Task<bool> TrySendAsync(Uri url, int from)
    {
        var events = Enumerable.Range(from, BatchSize).SelectMany(i => new[]
        {
            $$"""{"messageId":"s{{i}}","event":"signed_up","userId":"c{{i}}"}""",
            $$$"""{"messageId":"o{{{i}}}","event":"order_completed","userId":"c{{{i}}}","properties":{"order_id":"o{{{i}}}","total":10,"currency":"EUR"}}""",
        });
        using var http = Client(url);
        using var content = new StringContent($"[{string.Join(',', events)}]");
        using var response = await http.PostAsync("/v1/events", content, TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.Accepted;
    }

    private static async Task<(List<(string Id, string Visitor, string Told)> Changes, string Cursor)?> TryReadAsync(Uri url, string cursor, int wait)
    {
        using var http = Client(url);
        using var response = await http.GetAsync($"/v1/visitor-changes?limit=17&wait={wait}&cursor={cursor}", TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {body}");
        var page = JsonDocument.Parse(body).RootElement;
        return ([.. page.GetProperty("changes").EnumerateArray().Select(c => (Text(c, "id"), Text(c, "visitor"), $"{Text(c, "old")} → {Text(c, "new")}"))], Text(page, "cursor"));
    }

    private static HttpClient Client(Uri url)
    {
        var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-secret-key");
        return http;
    }

    private static string Text(JsonElement at, string name) => at.GetProperty(name).GetString()!;
}
