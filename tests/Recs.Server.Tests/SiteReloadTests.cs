using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core;
using Recs.Core.Recommendations.Snapshots;
using Recs.Server.Hosting;
using Recs.Server.Sites;
using Recs.Sites;
using Recs.TestKit;

namespace Recs.Server.Tests;

/// <summary>Sites change while the server runs; what is wrong changes nothing.</summary>
public sealed class SiteReloadTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private const string View = """{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug"}}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_site_added_to_the_file_takes_events_and_gets_recommendations_without_a_restart()
    {
        await using var server = await RunningServer.StartAsync();
        FileOf(server).Change(sites => sites["second"] = Site("second", o => (o.TimeZone, o.BaseCurrency) = ("Asia/Tokyo", "JPY")));
        await UntilAsync(server, "the new key is known", async () => (await server.PostEventsAsync(View, "wk_of_second")).Status == HttpStatusCode.Accepted);

        await server.AppliedAsync();
        await server.Services.GetRequiredService<SnapshotAggregator>().RefreshAsync(TestContext.Current.CancellationToken);
        var (status, body) = await server.GetAsync("/v1/recommendations?form=recently_viewed&visitor=anna", "wk_of_second");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"id\":\"mug\"", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/v1/visitors/anna", "sk_of_second")).Status);
    }

    [Fact]
    public async Task A_rotated_key_works_at_once_and_a_dropped_one_no_longer()
    {
        await using var server = await RunningServer.StartAsync(file => file.Change(sites => sites["shop"] = Site("shop")));
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostEventsAsync(View, "wk_of_shop")).Status);
        FileOf(server).Change(sites => sites["shop"].WriteKeys = ["wk_newer_key"]);
        await UntilAsync(server, "the new key is known", async () => (await server.PostEventsAsync(View, "wk_newer_key")).Status == HttpStatusCode.Accepted);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostEventsAsync(View, "wk_of_shop")).Status);
    }

    [Theory]
    [InlineData("""{"version":1,"sites":{"shop":{""", "cannot be read")]
    [InlineData("""{"version":1,"sites":{"shop":{"writeKeys":["wk_of_shop"],"secretKeys":["short"],"timeZone":"Middle/Earth"}}}""", "5 characters")]
    [InlineData("""{"version":1,"sites":{"shop":{"writeKeys":["wk_of_shop"],"secretKeys":["sk_of_shop"],"colour":"blue"}}}""", "colour")]
    [InlineData("""{"version":9,"sites":{}}""", "version 9")]
    [InlineData("""{"version":1,"sites":{}}""", "No site is left")]
    public async Task A_bad_file_keeps_the_last_good_sites_and_health_says_so_until_it_is_mended(string text, string problem)
    {
        await using var server = await RunningServer.StartAsync(file => file.Change(sites => sites["shop"] = Site("shop")));
        var good = await File.ReadAllTextAsync(FileOf(server).Path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(FileOf(server).Path, text, TestContext.Current.CancellationToken);
        await RefusedAsync(server, problem);

        Assert.Contains("not in force", (await server.GetAsync("/health/ready")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostEventsAsync(View, "wk_of_shop")).Status);

        await File.WriteAllTextAsync(FileOf(server).Path, good + " ", TestContext.Current.CancellationToken);
        await UntilAsync(server, "the mended file is in force", async () => (await server.GetAsync("/health/ready")).Body == "ready\n");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        await using var server = await RunningServer.StartAsync(file => file.Change(sites => sites["shop"] = Site("shop")));
        await File.WriteAllTextAsync(
            FileOf(server).Path,
            """{"version":1,"sites":{"shop":{"writeKeys":["short"],"timeZone":"Middle/Earth","origins":["shop.example"],"limits":{"keyBurst":0}}}}""",
            TestContext.Current.CancellationToken);
        await RefusedAsync(server, "5 characters", "no secret key", "Middle/Earth", "'shop.example'", "KeyBurst 0");
    }

    [Fact]
    public async Task Sites_of_a_configuration_file_change_without_a_restart_and_a_broken_one_keeps_them()
    {
        using var folder = new TempFolder();
        var settings = folder.File("appsettings.json");
        await File.WriteAllTextAsync(settings, Settings("wk_first_key"), TestContext.Current.CancellationToken);
        await using var server = await RunningServer.StartAsync("--contentRoot", folder.Path);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostEventsAsync(View, "wk_first_key")).Status);

        await File.WriteAllTextAsync(settings, Settings("wk_second_key"), TestContext.Current.CancellationToken);
        await UntilAsync(server, "the new key is known", async () => (await server.PostEventsAsync(View, "wk_second_key")).Status == HttpStatusCode.Accepted);

        await File.WriteAllTextAsync(settings, Settings("wk_third_key")[..^4], TestContext.Current.CancellationToken);
        await RefusedAsync(server, "appsettings.json cannot be read");
        await File.WriteAllTextAsync(FileOf(server).Path, """{"version":1,"sites":{"other":{"writeKeys":["short"]}}}""", TestContext.Current.CancellationToken);
        await RefusedAsync(server, "appsettings.json cannot be read", "5 characters");
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostEventsAsync(View, "wk_second_key")).Status);
    }

    [Fact]
    public async Task No_folder_is_watched_for_the_configuration()
    {
        await using var app = RecsServer.Build(["--urls", "http://127.0.0.1:0", $"--Recs:DataFolder={_folder.File("data")}"]);
        var files = ((IConfigurationBuilder)app.Configuration).Sources.OfType<FileConfigurationSource>().ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(file.ReloadOnChange, file.Path));
    }

    [Fact]
    public void A_site_in_both_places_is_a_mistake_at_start()
    {
        using var folder = new TempFolder();
        new SitesFile(folder.Path).Change(sites => sites["shop"] = Site("shop"));
        var error = Assert.Throws<RecsException>(() => RecsServer.Build(
            [$"--Recs:DataFolder={folder.Path}", "--Recs:Sites:shop:WriteKeys:0=another_key", "--Recs:Sites:shop:SecretKeys:0=another_secret", "--Recs:Partitions=0"]));
        Assert.Contains("stands in the configuration and in", error.Message, StringComparison.Ordinal);
        Assert.Contains("Recs:Partitions is 0", error.Message, StringComparison.Ordinal);
    }

    // A file that is written while the server looks is first found broken, and read again a second later.
    private static Task RefusedAsync(RunningServer server, params string[] problems)
    {
        var reloads = server.Services.GetRequiredService<SiteReloads>();
        return UntilAsync(server, $"the change is refused for {string.Join(", ", problems)}", () => Task.FromResult(
            reloads.Refused is { } refused && problems.All(problem => refused.Contains(problem, StringComparison.Ordinal))));
    }

    private static SitesFile FileOf(RunningServer server) => server.Services.GetRequiredService<SitesFile>();

    private static SiteOptions Site(string name, Action<SiteOptions>? more = null)
    {
        var options = new SiteOptions { WriteKeys = [$"wk_of_{name}"], SecretKeys = [$"sk_of_{name}"] };
        more?.Invoke(options);
        return options;
    }

    private static string Settings(string writeKey) => $$"""{ "Recs": { "Sites": { "shop": { "WriteKeys": ["{{writeKey}}"], "SecretKeys": ["a_secret_key"] } } } }""";

    private static async Task UntilAsync(RunningServer server, string phase, Func<Task<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"Waiting until {phase}: not so after {Patience}. Refused: {server.Services.GetRequiredService<SiteReloads>().Refused ?? "nothing"}");
            await Task.Yield();
        }
    }
}
