using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors.Profiles;
using Recs.Server.Hosting;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Server.Tests;

public sealed class HostingTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://192.0.2.1:5080")]
    [InlineData("http://localhost:5080;http://[::]:5081")]
    public void Refuses_the_development_keys_on_any_address_but_loopback(string urls)
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<RecsException>(() => RecsServer.Build(["--urls", urls, $"--Recs:DataFolder={folder.File("data")}"]));
        Assert.Contains("development keys", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_any_address_with_keys_of_its_own()
    {
        using var folder = new TempFolder();
        await using var app = RecsServer.Build(
        [
            "--urls", "http://0.0.0.0:0", $"--Recs:DataFolder={folder.File("data")}",
            "--Recs:Sites:default:WriteKeys:0=a-key-of-its-own", "--Recs:Sites:default:SecretKeys:0=another-key-of-its-own",
        ]);
        Assert.NotNull(app);
    }

    [Fact]
    public void Names_everything_that_is_wrong_with_the_sites_at_once()
    {
        var error = Assert.Throws<RecsException>(() => RecsServer.Build(
        [
            "--Recs:Sites:my shop:WriteKeys:0=short", "--Recs:Sites:other:WriteKeys:0=long-enough-key",
            "--Recs:Sites:other:SecretKeys:0=long-enough-key", "--Recs:Sites:other:TimeZone=Middle/Earth",
        ]));
        Assert.All(new[] { "my shop", "no secret key", "5 characters", "used twice", "Middle/Earth" }, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_everything_that_is_wrong_with_the_other_options_at_once()
    {
        var error = Assert.Throws<RecsException>(() => RecsServer.Build(
        [
            "--Recs:Partitions=0", "--Recs:Http:Connections=0", "--Recs:Http:HeaderCount=5", "--Recs:Http:BodyGrace=00:00:01", "--Recs:Http:TrustedProxies:0=everybody",
            "--Recs:Overload:TargetDelay=00:00:00", "--Recs:Overload:Bytes=1000", "--Recs:Retention:Days=0", "--Recs:Retention:Interval=00:00:00.1", "--Recs:Retention:Rest=02:00:00", "--Recs:Sites:shop:WriteKeys:0=short",
        ]));
        Assert.All(
            new[] { "Partitions is 0", "Connections is 0", "HeaderCount is 5", "BodyGrace is 00:00:01", "'everybody'", "TargetDelay is 00:00:00", "Bytes is 1000", "Retention:Days is 0", "Retention:Interval is 00:00:00.1", "Retention:Rest is 02:00:00", "5 characters" },
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_option_of_the_wrong_kind_is_told_with_its_name()
    {
        var error = Assert.Throws<RecsException>(() => RecsServer.Build(["--Recs:Http:Connections=many"]));
        Assert.Contains("Recs:Http:Connections", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_refused_with_the_owners_address()
    {
        using var folder = new TempFolder();
        string[] args = ["--urls", "http://127.0.0.1:0", $"--Recs:DataFolder={folder.File("data")}"];
        await using var first = RecsServer.Build(args);
        await first.StartAsync(TestContext.Current.CancellationToken);
        var error = Assert.Throws<DataFolderInUseException>(() => RecsServer.Build(args));
        Assert.Contains("http://127.0.0.1:", error.Message, StringComparison.Ordinal);
        await first.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Configured_options_do_not_move_the_clock_of_a_site_that_holds_history_only()
    {
        using var folder = new TempFolder();
        string[] args = ["--urls", "http://127.0.0.1:0", $"--Recs:DataFolder={folder.File("data")}"];
        var then = Instant.From(new DateTimeOffset(2011, 12, 9, 12, 0, 0, TimeSpan.Zero));
        await using (var store = SqliteInstallation.Open(new SqliteOptions { Folder = folder.File("data") }, TimeProvider.System))
        {
            var view = new LogRecord(SiteId.Default, new VisitorId("ann"), then, true, new PageViewed(new EventHeader("m1", then), "/"));
            await store.EventLog.AppendAsync([new NewRecord(Partitioner.Of(SiteId.Default, view.Visitor, store.Partitions), LogRecordCodec.Encode(view))], TestContext.Current.CancellationToken);
        }

        for (var start = 0; start < 2; start++)
        {
            await using var app = RecsServer.Build([.. args, "--Recs:Sites:default:TimeZone=Europe/London", "--Recs:Sites:default:WriteKeys:0=dev-write-key", "--Recs:Sites:default:SecretKeys:0=dev-secret-key"]);
            await app.StartAsync(TestContext.Current.CancellationToken);
            await Applied.WaitAsync(app.Services.GetRequiredService<IEventLog>(), app.Services.GetRequiredService<IVisitorReader>(), app.Services.GetRequiredService<IVisitorStore>(), TestContext.Current.CancellationToken);
            var profile = await app.Services.GetRequiredService<VisitorProfileReader>().ReadAsync(SiteId.Default, new VisitorId("ann"), null, TestContext.Current.CancellationToken);
            Assert.Equal(then.ToDateTimeOffset(), profile!.AsOf);
            await app.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Health_welcome_and_description_answer_without_a_key()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var path in new[] { "/health/live", "/health/ready", "/", "/openapi/v1.json" })
            Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(path, key: null)).Status);
    }
}
