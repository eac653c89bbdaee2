using System.Text.Json;
using Recs.Cli.Tests.OnlineRetail;
using Recs.Core;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Cli.Tests;

public sealed class ReplayVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stored_states_equal_two_replays()
    {
        await ImportAsync();
        var (exitCode, output, _) = await CommandLine.RunAsync("replay", "--verify", "--data", Data);
        Assert.Equal(0, exitCode);
        Assert.Contains("two replays", output);
        Assert.Contains("replay and stored states", output);
        Assert.DoesNotContain("differences", output);
    }

    [Fact]
    public async Task An_earlier_time_shows_the_site_as_it_was()
    {
        await ImportAsync();
        var (exitCode, output, _) = await CommandLine.RunAsync("replay", "--to", "2010-12-10T23:59:59Z", "--json", "--data", Data);
        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(20, json.RootElement.GetProperty("orders").GetInt64());
        Assert.Equal(4, json.RootElement.GetProperty("stages").EnumerateObject().Sum(s => s.Value.GetInt32()));
    }

    [Fact]
    public async Task A_time_cuts_each_site_by_its_own_records()
    {
        await ImportAsync();
        Directory.CreateDirectory(_folder.File("other"));
        File.WriteAllText(_folder.File("other/a.csv"), RetailCsv.Text([.. Enumerable.Range(1, 40).Select(i => RetailCsv.Line(invoice: $"{i}", date: "2010-11-01 09:00:00", customer: $"{i}"))]));
        Assert.Equal(0, (await CommandLine.RunAsync("import", "online-retail", _folder.File("other"), "--data", Data, "--site", "other")).ExitCode);
        Assert.Equal(20, await OrdersAsync("default"));
        Assert.Equal(40, await OrdersAsync("other"));
        Assert.Equal(0, (await CommandLine.RunAsync("replay", "--to", "2010-12-10T23:59:59Z", "--verify", "--data", Data)).ExitCode);

        async Task<long> OrdersAsync(string site)
        {
            var (_, output, _) = await CommandLine.RunAsync("replay", "--to", "2010-12-10T23:59:59Z", "--json", "--data", Data, "--site", site);
            using var json = JsonDocument.Parse(output);
            return json.RootElement.GetProperty("orders").GetInt64();
        }
    }

    [Fact]
    public async Task A_state_that_was_tampered_with_is_a_difference()
    {
        await ImportAsync();
        var key = new VisitorKey(SiteId.Default, new VisitorId("3"));
        await using (var installation = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System)) await TamperAsync(installation, key);
        var (exitCode, output, _) = await CommandLine.RunAsync("replay", "--verify", "--json", "--data", Data);
        Assert.Equal(ExitCodes.Failed, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("differences").GetInt64());
        var difference = Assert.Single(json.RootElement.GetProperty("checks")[1].GetProperty("first").EnumerateArray());
        Assert.Equal("3", difference.GetProperty("visitor").GetString());
    }

    [Fact]
    public async Task A_replay_changes_nothing()
    {
        await ImportAsync();
        var before = await HeadsAsync();
        await CommandLine.RunAsync("replay", "--verify", "--data", Data);
        Assert.Equal(before, await HeadsAsync());
    }

    [Fact]
    public async Task Records_that_are_not_applied_yet_are_left_out_and_counted()
    {
        await ImportAsync();
        await using (var installation = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System))
        {
            var first = await installation.EventLog.ReadAsync(0, 0, 1, TestContext.Current.CancellationToken);
            await installation.EventLog.AppendAsync([new NewRecord(0, first[0].Bytes)], TestContext.Current.CancellationToken);
        }

        var (exitCode, _, error) = await CommandLine.RunAsync("replay", "--verify", "--data", Data);
        Assert.Equal(0, exitCode);
        Assert.Contains("1 records wait to be applied", error);
    }

    [Fact]
    public async Task After_records_were_dropped_with_age_a_replay_goes_on_from_the_checkpoint()
    {
        await ImportAsync();
        var (_, whole, _) = await CommandLine.RunAsync("replay", "--json", "--data", Data);
        await RetainAsync(until: new DateTimeOffset(2010, 12, 16, 0, 0, 0, TimeSpan.Zero));

        var (exitCode, output, _) = await CommandLine.RunAsync("replay", "--verify", "--data", Data);
        Assert.Equal(0, exitCode);
        Assert.Contains("from the checkpoint and ", output);
        Assert.DoesNotContain("differences", output);

        var (_, rest, _) = await CommandLine.RunAsync("replay", "--json", "--data", Data);
        using var before = JsonDocument.Parse(whole);
        using var after = JsonDocument.Parse(rest);
        Assert.True(after.RootElement.GetProperty("checkpoint").GetBoolean() && !before.RootElement.GetProperty("checkpoint").GetBoolean());
        foreach (var sum in new[] { "orders", "refunds", "netSpent" }) Assert.Equal(before.RootElement.GetProperty(sum).GetDecimal(), after.RootElement.GetProperty(sum).GetDecimal());

        Assert.Equal(0, (await CommandLine.RunAsync("replay", "--to", "2010-12-20", "--data", Data)).ExitCode);
        Assert.Equal(0, (await CommandLine.RunAsync("visitor", "3", "--as-of", "2010-12-20", "--data", Data)).ExitCode);
        foreach (var command in new[] { new[] { "replay", "--to", "2010-12-10" }, ["replay", "--verify", "--to", "2010-12-10"], ["visitor", "3", "--as-of", "2010-12-10"] })
        {
            var (failed, _, error) = await CommandLine.RunAsync([.. command, "--data", Data]);
            Assert.Equal(ExitCodes.Failed, failed);
            Assert.Contains("have been dropped with age. The earliest time that can be told here is 2010-12-1", error);
        }
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        var (exitCode, _, error) = await CommandLine.RunAsync("replay", "--data", Data);
        Assert.Equal(ExitCodes.DataFolder, exitCode);
        Assert.Contains(DataFolder.DatabaseFile(Data), error);
        Assert.False(Directory.Exists(Data));
    }

    private async Task ImportAsync()
    {
        var lines = Enumerable.Range(1, 60).Select(i => RetailCsv.Line(
            invoice: $"{i}", code: $"{i % 7}", quantity: i, date: $"2010-12-{1 + ((i - 1) / 2):D2} 10:{i % 60:D2}:00", customer: i % 5 == 0 ? "" : $"{i % 5}"));
        RetailCsv.File(_folder, RetailCsv.Text([.. lines, RetailCsv.Line(invoice: "C61", code: "1", quantity: -2, date: "2010-12-31 09:00:00", customer: "1")]), "d.csv");
        var (exitCode, _, error) = await CommandLine.RunAsync("import", "online-retail", _folder.Path, "--data", Data);
        Assert.True(exitCode == 0, error);
    }

    private async Task RetainAsync(DateTimeOffset until)
    {
        await using var store = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System);
        using var rewriting = new LogRewriting();
        var retainer = new Retainer(
            store.EventLog, store.Visitors, store.VisitorReader, store.DeadLetters, store.Checkpoints, () => new PartitionCounts(CountingOptions.Default),
            rewriting, new RetentionOptions { Age = TimeSpan.FromDays(1) }, new ManualTime(until + TimeSpan.FromDays(1)));
        Assert.True((await retainer.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken)).Records > 10);
    }

    private static async Task TamperAsync(SqliteInstallation installation, VisitorKey key)
    {
        var cancel = TestContext.Current.CancellationToken;
        var partition = Partitioner.Of(key.Site, key.Visitor, installation.Partitions);
        var head = await installation.Visitors.AcquireAsync(partition, cancel);
        var stored = Assert.Single(await installation.Visitors.LoadAsync(partition, [key], withOrders: true, cancel));
        var state = VisitorStateCodec.Decode(stored.State);
        state.Pages++;
        var outcome = await installation.Visitors.CommitAsync(new PartitionCommit
        {
            Partition = partition,
            Epoch = head.Epoch,
            FromOffset = head.NextOffset,
            NextOffset = head.NextOffset,
            Visitors = [new VisitorWrite(key, VisitorStateCodec.Encode(state), null)],
        }, cancel);
        Assert.Equal(CommitOutcome.Committed, outcome);
    }

    private async Task<List<long>> HeadsAsync()
    {
        await using var installation = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System);
        var heads = new List<long>();
        for (var p = 0; p < installation.Partitions; p++)
        {
            var head = await installation.VisitorReader.HeadAsync(p, TestContext.Current.CancellationToken);
            heads.AddRange([head.Epoch, head.NextOffset, await installation.EventLog.EndAsync(p, TestContext.Current.CancellationToken)]);
        }

        return heads;
    }
}
