using System.Text.Json;
using Recs.Cli.Tests.OnlineRetail;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Cli.Tests;

public sealed class ImportOnlineRetailVerbTests : IDisposable
{
    private static readonly string[] December =
    [
        RetailCsv.Line(invoice: "1", date: "2010-12-01 09:00:00", quantity: 10, price: 2.00m),
        RetailCsv.Line(invoice: "1", date: "2010-12-01 09:00:00", code: "POST", quantity: 1, price: 18),
        RetailCsv.Line(invoice: "2", date: "2010-12-02 09:00:00", code: "71053", description: "WHITE METAL LANTERN", quantity: 3, price: 3.39m, customer: ""),
        RetailCsv.Line(invoice: "C3", date: "2010-12-03 09:00:00", quantity: -4, price: 2.50m),
        RetailCsv.Line(invoice: "C4", date: "2010-12-04 09:00:00", code: "71053", quantity: -1, price: 3.39m, customer: ""),
        RetailCsv.Line(invoice: "C5", date: "2010-12-05 09:00:00", code: "71053", quantity: -2, price: 3.39m, customer: "13047.0"),
        RetailCsv.Line(invoice: "6", date: "2010-12-06 09:00:00", code: "22139", description: "", quantity: 56, price: 0, customer: ""),
        RetailCsv.Line(invoice: "7", date: "2010-12-06 10:00:00", code: "22139", description: "lost", quantity: -5, price: 0, customer: ""),
    ];

    private static readonly string[] January = [RetailCsv.Line(invoice: "8", date: "2011-01-04 09:00:00", quantity: 1, price: 2.00m)];

    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_summary_has_its_keys_and_adds_up_from_the_states()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        var (exitCode, output, error) = await ImportAsync("--json");
        Assert.Equal((0, ""), (exitCode, error));
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal(
            ["lines", "invoices", "stockCodes", "customers", "cancellationLines", "total", "events", "applied", "excluded", "stages", "seconds"],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal((8, 7, 4, 2, 3), (Number(root, "lines"), Number(root, "invoices"), Number(root, "stockCodes"), Number(root, "customers"), Number(root, "cancellationLines")));
        var applied = root.GetProperty("applied");
        Assert.Equal((2, 1), (Number(applied, "orders"), Number(applied, "refunds")));
        Assert.Equal(20m + 10.17m - 10m - 3.39m - 6.78m, applied.GetProperty("netSpent").GetDecimal());
        Assert.Equal(root.GetProperty("total").GetDecimal(), applied.GetProperty("netSpent").GetDecimal() + Excluded(root));
        Assert.Equal(18m, root.GetProperty("excluded").GetProperty("fee").GetProperty("total").GetDecimal());
        Assert.Equal((1, 1), (Number(root.GetProperty("stages"), "Prospect"), Number(root.GetProperty("stages"), "Customer")));
    }

    [Fact]
    public async Task Records_know_how_far_the_shops_clock_was_ahead()
    {
        var july = RetailCsv.Line(invoice: "9", date: "2011-07-04 09:00:00", quantity: 1, price: 2.00m);
        RetailCsv.File(_folder, RetailCsv.Text([.. December, july]), "d.csv");
        Assert.Equal(0, (await ImportAsync()).ExitCode);
        await using var store = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System);
        var orders = new Dictionary<string, TimeSpan?>();
        await foreach (var record in new SiteLog(store.EventLog, store.Checkpoints, SiteId.Default).ReadAsync(TestContext.Current.CancellationToken))
        {
            if (record.Event is OrderCompleted order) orders[order.OrderId] = order.Header.UtcOffset;
        }

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromHours(1)), (orders["1"], orders["9"]));
    }

    [Fact]
    public async Task People_get_a_table_and_a_line_per_step()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        var (exitCode, output, error) = await ImportAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("left out: negative_quantity", output);
        Assert.Contains("states and left out = lines", output);
        Assert.Contains("Reading 1 files …", error);
    }

    [Fact]
    public async Task Repeating_an_import_changes_nothing_and_says_so()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        var first = await ImportAsync("--json");
        var before = await RecordsAsync();
        var again = await ImportAsync("--json");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("holds this import already; nothing was changed", again.Error);
        Assert.Equal(WithoutSeconds(first.Output), WithoutSeconds(again.Output));
        Assert.Equal(before, await RecordsAsync());
    }

    [Fact]
    public async Task A_later_month_is_added_to_earlier_ones()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        await ImportAsync();
        RetailCsv.File(_folder, RetailCsv.Text(January), "j.csv");
        var (exitCode, _, error) = await ImportAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("the other 1 were added", error);
    }

    [Fact]
    public async Task History_goes_into_a_living_site_as_totals_with_a_warning_and_replays()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        var now = Instant.Now(TimeProvider.System);
        await using (var installation = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System))
        {
            var header = new EventHeader("m", now) { Trusted = true, OfUser = true };
            var visitor = new VisitorId("17850");
            var record = new LogRecord(SiteId.Default, visitor, now, false, new PageViewed(header, "/"));
            await installation.EventLog.AppendAsync([new NewRecord(Partitioner.Of(SiteId.Default, visitor, installation.Partitions), LogRecordCodec.Encode(record))], TestContext.Current.CancellationToken);
        }

        var (exitCode, output, error) = await ImportAsync("--json");
        Assert.Equal(0, exitCode);
        Assert.Contains("The site is a living one with 1 other events", error);
        using var summary = JsonDocument.Parse(output);
        Assert.Equal(2, Number(summary.RootElement.GetProperty("applied"), "orders"));

        using var profile = JsonDocument.Parse((await CommandLine.RunAsync("visitor", "17850", "--data", Data, "--json")).Output);
        Assert.Equal(1, Number(profile.RootElement, "sessions"));
        Assert.Equal(1, Number(profile.RootElement, "orders"));
        Assert.Equal("Customer", profile.RootElement.GetProperty("stage").GetString());
        Assert.Equal("Active", profile.RootElement.GetProperty("activity").GetString());
        Assert.Equal("UTC", await TimeZoneInForceAsync());
        Assert.Equal(0, (await CommandLine.RunAsync("replay", "--verify", "--data", Data)).ExitCode);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        await using var holder = SqliteInstallation.Open(new SqliteOptions { Folder = Data, Url = new Uri("http://127.0.0.1:1") }, TimeProvider.System);
        var (exitCode, _, error) = await ImportAsync();
        Assert.Equal(ExitCodes.DataFolder, exitCode);
        Assert.Contains("The server at http://127.0.0.1:1/ holds the data folder, but cannot be reached", error);
    }

    [Fact]
    public async Task A_server_elsewhere_wants_a_key()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        await using var holder = SqliteInstallation.Open(new SqliteOptions { Folder = Data, Url = new Uri("http://shop.example") }, TimeProvider.System);
        var (exitCode, _, error) = await ImportAsync();
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("--key", error);
    }

    [Fact]
    public async Task A_damaged_file_imports_nothing_at_all()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        RetailCsv.File(_folder, RetailCsv.Text(January)[..^20], "j.csv");
        var (exitCode, output, error) = await ImportAsync("--json");
        Assert.Equal((ExitCodes.Failed, ""), (exitCode, output));
        Assert.Contains("j.csv, line 2: the file ends in the middle of this line", error);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_folder_in_use_is_named_with_what_to_do()
    {
        RetailCsv.File(_folder, RetailCsv.Text(December), "d.csv");
        await using var holder = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System);
        var (exitCode, _, error) = await ImportAsync();
        Assert.Equal(ExitCodes.DataFolder, exitCode);
        Assert.Contains("in use by", error);
        Assert.Contains("stop it, import, and start it again", error);
    }

    private Task<(int ExitCode, string Output, string Error)> ImportAsync(params string[] more) =>
        CommandLine.RunAsync(["import", "online-retail", _folder.Path, "--data", Data, .. more]);

    private async Task<List<string>> RecordsAsync()
    {
        await using var installation = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System);
        var records = new List<string>();
        for (var p = 0; p < installation.Partitions; p++)
        {
            var read = await installation.EventLog.ReadAsync(p, 0, 1000, TestContext.Current.CancellationToken);
            records.AddRange(read.Select(r => $"{p}/{r.Offset}/{Convert.ToHexString(r.Bytes.Span)}"));
        }

        return records;
    }

    private async Task<string> TimeZoneInForceAsync()
    {
        await using var installation = SqliteInstallation.Open(new SqliteOptions { Folder = Data }, TimeProvider.System);
        return (await SiteLife.ReadAsync(installation.VisitorReader, SiteId.Default, installation.Partitions, TestContext.Current.CancellationToken)).Options.TimeZone;
    }

    private static long Number(JsonElement at, string name) => at.GetProperty(name).GetInt64();

    private static decimal Excluded(JsonElement root) => root.GetProperty("excluded").EnumerateObject().Sum(e => e.Value.GetProperty("total").GetDecimal());

    private static string WithoutSeconds(string json) => json[..json.IndexOf("\"seconds\"", StringComparison.Ordinal)];
}
