using System.Globalization;
using Microsoft.Data.Sqlite;
using Recs.Conformance;
using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.TestKit;

namespace Recs.Sqlite.Tests.Formats;

/// <summary>
/// A database of each schema version lies beside this file, with what it holds as text. It is never changed: a new version
/// adds a new pair, for which a test below exports the database into the folder named by <c>RECS_FORMATS</c>.
/// </summary>
public sealed class SchemaFormatTests : IAsyncDisposable
{
    private const int Partitions = 4;

    private readonly TempFolder _folder = new();
    private readonly ManualTime _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("recs-v3")]
    [InlineData("recs-v4")]
    public async Task A_file_of_this_version_and_the_one_before_is_read_and_written_on(string name)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Formats", name + ".db"), DataFolder.DatabaseFile(_folder.Path));
        await using var installation = Open();

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Formats", name + ".txt")), await DumpAsync(installation));

        var head = await installation.Visitors.AcquireAsync(1, Cancel);
        var commit = new PartitionCommit { Partition = 1, Epoch = head.Epoch, FromOffset = head.NextOffset, NextOffset = head.NextOffset + 1 };
        Assert.Equal(CommitOutcome.Committed, await installation.Visitors.CommitAsync(commit, Cancel));
        await installation.EventLog.AppendAsync([new(0, new byte[] { 1 })], Cancel);
        Assert.Equal(3, await installation.EventLog.EndAsync(0, Cancel));
        await installation.ImportLog.AppendAsync(new ImportPart(SiteId.Default, "later", 1, new byte[] { 1 }, new byte[] { 2 }), [], Cancel);
        Assert.Single(await installation.ImportLog.ReadAsync(SiteId.Default, "later", Cancel));
    }

    [Theory]
    [InlineData("recs-v3", "9.5")]
    [InlineData("recs-v4", "12.3456")]
    public async Task What_the_shop_told_of_a_product_is_known_from_version_4_on(string name, string price)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Formats", name + ".db"), DataFolder.DatabaseFile(_folder.Path));
        await using var installation = Open();
        var head = await installation.Visitors.AcquireAsync(1, Cancel);
        var mug = new ItemLine(new ItemId("mug")) { Price = 9.5m, Currency = "EUR" };

        await installation.Visitors.CommitAsync(Sighting(head, claimed: mug), Cancel);
        Assert.Equal(price, await PriceAsync());
        await installation.Visitors.CommitAsync(Sighting(head, told: mug with { Price = 8 }), Cancel);
        await installation.Visitors.CommitAsync(Sighting(head, claimed: mug), Cancel);
        Assert.Equal("8", await PriceAsync());

        async Task<string?> PriceAsync() =>
            (await installation.VisitorReader.ReadSightingsAsync(SiteId.Default, 0, Cancel)).Items.Single(i => i.Item == mug.Item).Price?.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_same_sample_written_by_this_build_reads_the_same()
    {
        string written;
        await using (var installation = Open())
        {
            await FillAsync(installation);
            written = await DumpAsync(installation);
        }

        // How the files of a version are made; small pages keep them small.
        if (Environment.GetEnvironmentVariable("RECS_FORMATS") is { Length: > 0 } target)
        {
            Export(Path.Combine(target, "recs.db"));
            await File.WriteAllTextAsync(Path.Combine(target, "recs.txt"), written, Cancel);
        }

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Formats", "recs-v4.txt"), Cancel), written);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static PartitionCommit Sighting(PartitionHead head, ItemLine? told = null, ItemLine? claimed = null) => new()
    {
        Partition = head.Partition,
        Epoch = head.Epoch,
        FromOffset = head.NextOffset,
        NextOffset = head.NextOffset,
        Sightings = told is null ? [] : [(SiteId.Default, told)],
        ClaimedSightings = claimed is null ? [] : [(SiteId.Default, claimed)],
    };

    private SqliteInstallation Open() =>
        SqliteInstallation.Open(new SqliteOptions { Folder = _folder.Path, Partitions = Partitions, Synchronous = SynchronousMode.Off }, _clock);

    private void Export(string target)
    {
        using var connection = new SqliteConnection($"Data Source={DataFolder.DatabaseFile(_folder.Path)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM INTO '{target}'";
        command.ExecuteNonQuery();
    }

    private static async Task FillAsync(SqliteInstallation installation)
    {
        var site = SiteId.Default;
        await installation.EventLog.AppendAsync([new(0, new byte[] { 1, 2 }), new(3, new byte[] { 3 }), new(0, new byte[] { 4 })], Cancel);
        await installation.EventLog.DropAsync(3, 1, 10, Cancel);
        var key = new VisitorKey(site, new VisitorId("größe"));
        var head = await installation.Visitors.AcquireAsync(1, Cancel);
        await installation.Visitors.CommitAsync(new PartitionCommit
        {
            Partition = 1,
            Epoch = head.Epoch,
            FromOffset = 0,
            NextOffset = 7,
            Visitors = [new(key, [1, 2, 3], new Instant(1000)), new(key with { Visitor = new VisitorId("a") }, [4], null)],
            Orders = [new(key, ulong.MaxValue, [5]), new(key, 1, [6])],
            Sites = [new(site, [7])],
            Counters = [new(site, 2, ulong.MaxValue - 1, [8])],
            Changes = [new(0, [9], 6)],
            Outbox = [new(0, [10]), new(1, [11])],
            Sightings = [(site, new ItemLine(new ItemId("mug")) { Name = "Mug", Category = "Home > Kitchen", Brand = "Acme", Price = 12.3456m, Currency = "EUR" })],
            ClaimedSightings = [(site, new ItemLine(new ItemId("cup")) { Name = "Cup" })],
            Names = [(site, 42, "Home > Kitchen")],
        }, Cancel);
        await installation.Visitors.CompleteOutboxAsync(1, 0, [new(site, new VisitorId("a1"), new VisitorId("user"))], Cancel);
        var item = new CatalogItem(new ItemId("mug"), "Mug") { Price = 12.5m, Currency = "EUR", Repeatable = false, Category = "Home > Kitchen" };
        await installation.Catalog.PutAsync(site, [item with { Attributes = item.Attributes.Add("colour", "grün") }], Cancel);
        var part = new ImportPart(site, "history", 3, new byte[] { 12, 13 }, new byte[] { 14 });
        await installation.ImportLog.AppendAsync(part, [], Cancel);
        await installation.Erasures.SaveAsync(new Erasure("receipt", site, new Instant(3)) { Trail = new VisitorTrail([new VisitorId("ann")], []) }, Cancel);
        var list = new ListRecord(site, Guid.Parse("01a201de-280c-72c3-95bf-9ccdcf3b47a7"), RecommendationForm.CrossSell)
        {
            Visitor = key.Visitor,
            Items = [new ListedProduct(new ItemId("mug"), 0.5, RecommendationTier.Similar, "popular")],
        };
        await installation.Lists.SaveAsync([list], Cancel);
        await installation.Visitors.CommitAsync(new PartitionCommit
        {
            Partition = 1,
            Epoch = head.Epoch,
            FromOffset = 7,
            NextOffset = 8,
            Outcomes = [new ListOutcome(site, ListIds.HashOf(list.Id), ListOutcomeKind.Clicked, new Instant(6)) { Items = [(9, 1)] }],
        }, Cancel);
        await installation.Rules.PutAsync(site, new Rule("first", RuleAction.Hide) { Products = new ProductSelector { Brand = "Acme" } }, Cancel);
        await installation.DeadLetters.AddAsync([new(site, new Instant(5), "code", "message", null, "{}")], Cancel);
    }

    private async Task<string> DumpAsync(SqliteInstallation installation)
    {
        var ports = new VisitorPorts(installation.Visitors, installation.VisitorReader, Partitions, _clock);
        var lines = new List<string> { (await StoreDump.ReadAsync(ports, [SiteId.Default], Cancel)).TrimEnd() };
        for (var p = 0; p < Partitions; p++)
            foreach (var record in await installation.EventLog.ReadAsync(p, 0, 100, Cancel))
                lines.Add($"log {p} {record.Offset} {Convert.ToHexString(record.Bytes.Span)}");
        for (var p = 0; p < Partitions; p++)
        {
            if (await installation.EventLog.StartAsync(p, Cancel) is > 0 and var start) lines.Add($"log {p} starts {start}");
            foreach (var change in await installation.VisitorReader.ReadChangesAsync(p, 0, 100, Cancel))
                if (change.Offset > 0) lines.Add($"change {p} {change.Sequence} by {change.Offset}");
        }

        foreach (var item in (await installation.Catalog.ReadChangesAsync(SiteId.Default, 0, Cancel)).Items)
            lines.Add($"item {item.Id} {item.Title} {item.Category} {item.Price?.ToString(CultureInfo.InvariantCulture)} {item.Currency} {item.InStock} {item.Repeatable} {string.Join(";", item.Attributes)}");
        foreach (var part in await installation.ImportLog.ReadAsync(SiteId.Default, "history", Cancel))
            lines.Add($"part {part.Number} {Convert.ToHexString(part.Digest.Span)} {Convert.ToHexString(part.Result.Span)}");
        foreach (var letter in await installation.DeadLetters.ReadAsync(SiteId.Default, 10, Cancel)) lines.Add(letter.ToString());
        foreach (var erasure in await installation.Erasures.ReadOpenAsync(Cancel)) lines.Add($"erasure {erasure.Receipt} {erasure.Site} {erasure.RequestedAt.UnixMilliseconds} {erasure.Status} {string.Join(' ', erasure.Trail.Ids)}");
        var id = Guid.Parse("01a201de-280c-72c3-95bf-9ccdcf3b47a7");
        if (await installation.Lists.FindAsync(SiteId.Default, id, Cancel) is { } list) lines.Add($"list {Convert.ToHexString(list.Encode())}");
        foreach (var outcome in await installation.Lists.ReadOutcomesAsync(SiteId.Default, id, Cancel)) lines.Add($"outcome {Convert.ToHexString(outcome.Encode())}");
        foreach (var rule in (await installation.Rules.ReadAsync(SiteId.Default, Cancel)).Rules) lines.Add($"rule {rule.Id} {RuleJson.Write(rule)}");
        return string.Join('\n', lines) + "\n";
    }
}
