using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Recs.Core.Events;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Cli.Tests.Export;

public sealed class ExportVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_that_were_exported_can_be_imported_and_make_the_same_records_and_visitors()
    {
        await SmallShop.ImportAsync(Data);
        var events = await ExportAsync("events", "events.jsonl.gz");
        await ExportAsync("items", "items.jsonl");
        Assert.Equal(0, (await CommandLine.RunAsync("import", "jsonl", events, "--items", _folder.File("items.jsonl"), "--data", _folder.File("copy"), "--import-id", "copy")).ExitCode);

        var (before, after) = (await SmallShop.RecordsAsync(Data), await SmallShop.RecordsAsync(_folder.File("copy")));
        Assert.All(Enum.GetValues<EventKind>().Where(k => k < EventKind.Merged), kind => Assert.Contains(before, r => EventKinds.Of(r.Event) == kind));
        Assert.Equal(before.Select(Place).Order(), after.Select(Place).Order());
        foreach (var kind in new[] { "events", "visitors", "items", "interactions" })
        {
            var (first, second) = (await ExportAsync(kind, $"{kind}-1"), await ExportAsync(kind, $"{kind}-2", "--data", _folder.File("copy")));
            Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
        }
    }

    [Fact]
    public async Task Each_event_comes_once_in_the_order_of_receipt_whoever_it_was_passed_on_to()
    {
        await SmallShop.ImportAsync(Data);
        var lines = Lines(await ExportAsync("events", "events.jsonl"));
        Assert.Equal(SmallShop.Events.Length, lines.Count);
        Assert.Equal(SmallShop.Events.Select(l => Text(JsonDocument.Parse(l).RootElement, "event")), lines.Select(l => Text(l, "event")));
        Assert.Equal(lines.Count, lines.Select(l => Text(l, "messageId")).Distinct().Count());
        Assert.All(lines, l => Assert.True(l.GetProperty("trusted").GetBoolean()));
        Assert.Equal(["phone", null, "carl"], new[] { 12, 28, 32 }.Select(i => Text(lines[i], "visitorId")));
    }

    [Fact]
    public async Task Csv_has_a_row_for_each_product_of_an_event()
    {
        await SmallShop.ImportAsync(Data);
        var rows = Csv(await ExportAsync("events", "events.csv.gz", "--format", "csv"));
        var order = rows.Where(r => r["order"] == "o1" && r["event"] == "order_completed").ToList();
        Assert.Equal([("pot", "24", "1", "33"), ("cup", "4.5", "2", "33")], order.Select(r => (r["item"], r["price"], r["quantity"], r["total"])));
        Assert.Equal("Cup, \"small\"", order[1]["name"]);
        Assert.Equal(("anna", "2026-01-01T00:17:00.000Z", "true"), (order[0]["visitor"], order[0]["time"], order[0]["trusted"]));
        Assert.Equal("cups, \"red\"", rows.Single(r => r["query"] != "")["query"]);
        Assert.Equal(SmallShop.Events.Length, rows.Select(r => r["message_id"]).Distinct().Count());
    }

    [Fact]
    public async Task Visitors_are_as_the_verb_for_one_shows_them()
    {
        await SmallShop.ImportAsync(Data);
        var profiles = Lines(await ExportAsync("visitors", "visitors.jsonl"));
        Assert.DoesNotContain("phone", profiles.Select(p => Text(p, "visitorId")));
        foreach (var profile in profiles)
        {
            var shown = JsonDocument.Parse((await CommandLine.RunAsync("visitor", Text(profile, "visitorId")!, "--data", Data, "--json")).Output).RootElement;
            Assert.True(JsonElement.DeepEquals(shown, profile), $"{shown}\n{profile}");
        }

        var row = Csv(await ExportAsync("visitors", "visitors.csv", "--format", "csv")).Single(r => r["visitor"] == "anna");
        Assert.Equal(("Customer", "1", "EUR", "24", "true"), (row["stage"], row["orders"], row["currency"], row["net_spent"], row["identified"]));
    }

    [Fact]
    public async Task Items_are_the_catalogue_by_id()
    {
        await SmallShop.ImportAsync(Data);
        var items = Lines(await ExportAsync("items", "items.jsonl"));
        Assert.Equal(["cup", "pot"], items.Select(i => Text(i, "id")));
        Assert.Equal("""{"colour":"red","size":"M"}""", items[0].GetProperty("attributes").GetRawText());
        Assert.Equal("false", Csv(await ExportAsync("items", "items.csv", "--format", "csv"))[1]["in_stock"]);
    }

    [Fact]
    public async Task Times_choose_by_when_it_happened_with_the_beginning_and_without_the_end()
    {
        await SmallShop.ImportAsync(Data);
        string[] times = ["--from", "2026-01-01T00:05:00Z", "--to", "2026-01-01T00:07:00Z"];
        Assert.Equal(["product_viewed", "products_searched"], Lines(await ExportAsync("events", "e", times)).Select(l => Text(l, "event")));
        Assert.Equal(["view"], Lines(await ExportAsync("interactions", "i", times)).Select(l => Text(l, "kind")));
        Assert.Empty(Lines(await ExportAsync("visitors", "v", "--to", "2026-01-01")));
    }

    [Fact]
    public async Task What_is_empty_is_a_file_that_can_be_read()
    {
        await SmallShop.ImportAsync(Data);
        var (exitCode, output, error) = await RunAsync("events", "nothing.jsonl.gz", "--from", "2030-01-01");
        Assert.Equal(0, exitCode);
        Assert.Contains("0 rows", output, StringComparison.Ordinal);
        Assert.Contains("holds no events of that time", error, StringComparison.Ordinal);
        Assert.Empty(Lines(_folder.File("nothing.jsonl.gz")));
        Assert.Equal("time,visitor,item,kind,order,line\n", ReadText(await ExportAsync("interactions", "i.csv", "--format", "csv", "--site", "unknown")));
    }

    [Fact]
    public async Task A_folder_that_somebody_holds_is_read_as_it_is_now()
    {
        await SmallShop.ImportAsync(Data);
        var free = File.ReadAllText(await ExportAsync("events", "free.jsonl"));
        await using var holder = SqliteInstallation.Open(new SqliteOptions { Folder = Data, Url = new Uri("http://127.0.0.1:1") }, TimeProvider.System);
        Assert.Equal(free, File.ReadAllText(await ExportAsync("events", "held.jsonl")));
    }

    [Fact]
    public async Task A_file_that_is_there_and_times_in_the_wrong_order_are_wrong_usage()
    {
        await SmallShop.ImportAsync(Data);
        File.WriteAllText(_folder.File("mine.jsonl"), "mine");
        var (exitCode, _, error) = await RunAsync("events", "mine.jsonl");
        Assert.Equal((ExitCodes.Usage, "mine"), (exitCode, File.ReadAllText(_folder.File("mine.jsonl"))));
        Assert.Contains("is there already. Name another file (--out), or remove it.", error, StringComparison.Ordinal);
        (exitCode, _, error) = await RunAsync("events", "x", "--from", "2026-02-01", "--to", "2026-01-01");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("--from must lie before --to", error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("events", "x", "--format", "xml")).ExitCode);
        File.WriteAllText(_folder.File("foreign.jsonl.part"), "foreign");
        (exitCode, _, error) = await RunAsync("events", "foreign.jsonl");
        Assert.Equal((ExitCodes.Usage, "foreign"), (exitCode, File.ReadAllText(_folder.File("foreign.jsonl.part"))));
        Assert.Contains("is of another export", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_can_be_had_as_json()
    {
        await SmallShop.ImportAsync(Data);
        var (_, output, error) = await RunAsync("items", "new/folder/items.csv", "--format", "csv", "--json");
        var summary = JsonDocument.Parse(output).RootElement;
        Assert.Equal("", error);
        Assert.Equal(("items", "csv", 2, new FileInfo(_folder.File("new/folder/items.csv")).Length), (Text(summary, "kind"), Text(summary, "format"), summary.GetProperty("rows").GetInt32(), summary.GetProperty("bytes").GetInt64()));
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("wentOnAfterRows").ValueKind);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(string kind, string file, params string[] more) =>
        CommandLine.RunAsync(["export", kind, "--out", _folder.File(file), .. more.Contains("--data") ? [] : new[] { "--data", Data }, .. more]);

    private async Task<string> ExportAsync(string kind, string file, params string[] more)
    {
        var (exitCode, _, error) = await RunAsync(kind, file, more);
        Assert.True(exitCode == 0, error);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.part*"));
        return _folder.File(file);
    }

    // What a record says is compared as it is exported.
    private static string Place(LogRecord r) => $"{r.LogTime} {EventNames.Of(r.Event)} {r.Visitor} {r.Event.Header}";

    private static string ReadText(string file)
    {
        using Stream bytes = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
        using var text = new StreamReader(bytes, Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static List<JsonElement> Lines(string file) => [.. ReadText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    private static List<IDictionary<string, string>> Csv(string file)
    {
        using var csv = new CsvHelper.CsvReader(new StringReader(ReadText(file)), System.Globalization.CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(r => (IDictionary<string, string>)((IDictionary<string, object>)r).ToDictionary(f => f.Key, f => (string)f.Value))];
    }

    private static string? Text(JsonElement at, string name) => at.TryGetProperty(name, out var text) ? text.GetString() : null;
}
