using System.Diagnostics;
using System.Text.Json;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

/// <summary>The verbs of <c>recs</c> while a server holds the data folder: they go through its URL, or read a copy.</summary>
public sealed class CommandLineOnServerTests
{
    [Fact]
    public async Task Verbs_answer_the_same_through_a_server_as_on_the_folder()
    {
        using var folder = new TempFolder();
        var data = folder.File("data");
        await OkAsync("simulate", "--shoppers", "200", "--days", "80", "--until", "2026-03-01", "--data", data, "--json");
        var (user, item) = ("s-00007", "saucepan-1");
        string[][] commands =
        [
            ["visitor", user, "--data", data, "--json"],
            ["visitor", user, "--as-of", "2026-02-01", "--data", data, "--json"],
            ["recommend", "cross_sell", "--item", item, "--visitor", user, "--limit", "5", "--data", data, "--json"],
            ["recommend", "re_sell", "--item", item, "--limit", "5", "--data", data],
            ["recommend", "popular", "--visitor", user, "--category", "Kitchen", "--min-price", "9.5", "--max-price", "60", "--attr", "colour=black", "--exclude", "saucepan-2,frying-pan-1", "--diversity", "0.4", "--placement", "home", "--limit", "8", "--data", data, "--json"],
            ["recommend", "for_you", "--recent", $"{item},frying-pan-1:cart", "--explain", "--limit", "4", "--data", data, "--json"],
            ["recommend", "cross_sell", "--item", item, "--explain", "--limit", "4", "--data", data],
            ["why", user, item, "popular", "--max-price", "30", "--limit", "3", "--data", data, "--json"],
            ["why", user, "frying-pan-1", "cross_sell", "--item", item, "--exclude", "frying-pan-1", "--data", data],
            ["validate", "--data", data],
            ["validate", "--data", data, "--json"],
            ["replay", "--data", data, "--json"],
            ["replay", "--verify", "--data", data, "--json"],
        ];
        var onFolder = new List<string>();
        foreach (var command in commands) onFolder.Add(Comparable(await OkAsync(command)));

        // A page cannot wait for a slow store, a comparison can.
        using var server = await ServerProcess.StartAsync(data, "--Recs:VisitorDeadline=00:00:30");
        for (var i = 0; i < commands.Length; i++) Assert.Equal(onFolder[i], Comparable(await OkAsync(commands[i])));

        foreach (var command in (string[][])[["visitor", "nobody-at-all"], ["recommend", "for_you", "--visitor", "nobody-at-all"], ["why", "nobody-at-all", item, "popular"]])
        {
            var nobody = await RecsAsync([.. command, "--data", data]);
            Assert.Equal((1, ""), (nobody.ExitCode, nobody.Output));
            Assert.Contains("nobody-at-all", nobody.Error, StringComparison.Ordinal);
        }

        foreach (var command in (string[][])[["visitor", user], ["recommend", "popular"], ["why", user, item, "popular"]])
        {
            var site = await RecsAsync([.. command, "--site", "other", "--data", data]);
            Assert.Equal(2, site.ExitCode);
            Assert.Contains("Give that of other with --key", site.Error, StringComparison.Ordinal);
        }

        await server.StopAsync();
    }

    [Fact]
    public async Task Json_lines_go_through_a_server_and_bad_ones_are_told()
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder.File("events.jsonl"),
        [
            """{"event":"product_viewed","anonymousId":"a","timestamp":"2026-01-01T10:00:00Z","properties":{"product_id":"pot"}}""",
            """{"event":"dance","anonymousId":"a","timestamp":"2026-01-01T10:00:00Z"}""",
        ]);
        using var server = await ServerProcess.StartAsync(folder.File("data"));
        string[] command = ["import", "jsonl", folder.File("events.jsonl"), "--data", folder.File("data"), "--json"];
        foreach (var changed in new[] { true, false })
        {
            var (exitCode, output, error) = await RecsAsync(command);
            Assert.Equal(1, exitCode);
            Assert.Contains("events.jsonl, line 2: event: ", error, StringComparison.Ordinal);
            var root = JsonDocument.Parse(output).RootElement;
            Assert.Equal((1, changed), (root.GetProperty("accepted").GetInt32(), root.GetProperty("changed").GetBoolean()));
        }

        await server.StopAsync();
    }

    [Fact]
    public async Task Shoppers_walk_into_a_running_server_and_what_it_took_is_what_is_told()
    {
        using var folder = new TempFolder();
        using var server = await ServerProcess.StartAsync(folder.File("data"));

        // The example of the help, but for the address.
        var output = await OkAsync("simulate", "--url", server.Url.ToString(), "--rate", "20", "--for", "10", "--recommendations", "--json");
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, 0), (root.GetProperty("lost").GetInt32(), root.GetProperty("notSent").GetInt32()));
        Assert.Equal(root.GetProperty("sent").GetInt32(), root.GetProperty("accepted").GetInt32());
        Assert.True(root.GetProperty("sent").GetInt32() >= 200);
        Assert.True(root.GetProperty("lists").GetInt32() > 0);

        using var http = new HttpClient { BaseAddress = server.Url, DefaultRequestHeaders = { { "Authorization", "Bearer dev-secret-key" } } };
        using var ids = JsonDocument.Parse(await http.GetStringAsync(new Uri("/v1/message-ids?prefix=live", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal(root.GetProperty("accepted").GetInt32(), ids.RootElement.GetProperty("messageIds").GetArrayLength());
        await PlacedAsync(http, "product-page", root.GetProperty("lists").GetInt64());
        await server.StopAsync();
    }

    // All lists were seen at this place, and that is in the totals within seconds.
    private static async Task PlacedAsync(HttpClient http, string place, long lists)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bounded.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var answer = JsonDocument.Parse(await http.GetStringAsync(new Uri("/v1/list-totals", UriKind.Relative), bounded.Token));
            var totals = answer.RootElement.GetProperty("totals").EnumerateArray().ToList();
            Assert.All(totals, t => Assert.Equal(place, t.GetProperty("placement").GetString()));
            if (totals.Sum(t => t.GetProperty("impressions").GetInt64()) == lists) return;
            await Task.Yield();
        }
    }

    // Lists have an id of their own each time; a server tells of them also what only it knows.
    private static string Comparable(string output)
    {
        if (!output.StartsWith('{')) return output;
        var root = JsonDocument.Parse(output).RootElement;
        if (!root.TryGetProperty("listId", out _)) return output;
        var items = root.GetProperty("items").EnumerateArray().Select(i => $"{i.GetProperty("id")} {i.GetProperty("tier")} {i.GetProperty("reason").GetProperty("text")} {(i.TryGetProperty("explanation", out var place) ? place.GetRawText() : "")}");
        return string.Join('\n', items.Prepend($"{root.GetProperty("form")} {root.GetProperty("stage")} {root.GetProperty("degraded")}"));
    }

    private static async Task<string> OkAsync(params string[] args)
    {
        var (exitCode, output, error) = await RecsAsync(args);
        Assert.True(exitCode == 0, $"recs {string.Join(' ', args)}: {exitCode}\n{error}");
        return output;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RecsAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltPrograms.Cli, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
