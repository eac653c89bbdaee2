using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Recs.TestKit;

namespace Recs.Cli.Tests.Jsonl;

public sealed class ImportJsonlVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_and_items_of_a_shop_come_in_and_are_summed_up()
    {
        Write("items.jsonl", """{"id":"pot","title":"Red tea pot","price":24,"currency":"EUR"}""");
        Write("events.jsonl",
            """{"event":"product_viewed","anonymousId":"a","timestamp":"2026-01-01T10:00:00Z","properties":{"product_id":"pot"}}""",
            """{"type":"identify","anonymousId":"a","userId":"u","timestamp":"2026-01-01T10:01:00Z"}""",
            "",
            """{"event":"Order Completed","userId":"u","timestamp":"2026-01-01T10:02:00Z","properties":{"order_id":"1","total":24,"currency":"EUR","products":[{"product_id":"pot"}]}}""");
        var (exitCode, output, error) = await ImportAsync("events.jsonl", "--items", _folder.File("items.jsonl"), "--json");
        Assert.Equal((0, ""), (exitCode, error));
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal((3, 3, 1, 0), (Number(root, "lines"), Number(root, "accepted"), Number(root, "items"), Number(root, "refusedCount")));
        Assert.Equal(24m, root.GetProperty("applied").GetProperty("netSpent").GetDecimal());
        Assert.Equal(1, Number(root.GetProperty("stages"), "Customer"));

        var visitor = JsonDocument.Parse((await CommandLine.RunAsync("visitor", "a", "--data", Data, "--json")).Output).RootElement;
        Assert.Equal(("u", 1), (visitor.GetProperty("visitorId").GetString(), Number(visitor, "productViews")));
    }

    [Fact]
    public async Task Bad_lines_are_told_with_number_and_reason_and_the_others_count()
    {
        Write("events.jsonl",
            View(0),
            "{\"event\":\"product_viewed\",",
            "[1]",
            """{"event":"dance","anonymousId":"a","timestamp":"2026-01-01T10:00:00Z"}""",
            """{"event":"product_viewed","anonymousId":"a","properties":{"product_id":"pot"}}""",
            View(1));
        var (exitCode, output, error) = await ImportAsync("events.jsonl", "--json");
        Assert.Equal(ExitCodes.Failed, exitCode);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal((2, 4), (Number(root, "accepted"), Number(root, "refusedCount")));
        Assert.Equal([2, 3, 4, 5], root.GetProperty("refused").EnumerateArray().Select(r => Number(r, "line")).Order());
        Assert.Contains("events.jsonl, line 2: a JSON object was expected; at byte", error);
        Assert.Contains("events.jsonl, line 3: a JSON object was expected; an array was found", error);
        Assert.Contains("events.jsonl, line 4: event: ", error);
        Assert.Contains("events.jsonl, line 5: timestamp: ", error);
    }

    [Fact]
    public async Task A_repetition_changes_nothing_even_for_events_without_an_id()
    {
        Write("events.jsonl", [.. Enumerable.Range(0, 1_200).Select(View)]);
        var first = await ImportAsync("events.jsonl", "--json");
        var again = await ImportAsync("events.jsonl", "--json");
        Assert.Equal((0, 0), (first.ExitCode, again.ExitCode));
        Assert.Contains("nothing was changed", again.Error);
        Assert.False(JsonDocument.Parse(again.Output).RootElement.GetProperty("changed").GetBoolean());
        Assert.Equal(1_200, Views(await CommandLine.RunAsync("visitor", "a", "--data", Data, "--json")));
    }

    [Fact]
    public async Task An_import_that_was_stopped_goes_on_under_its_name()
    {
        // The first two parts, as they were when the import was stopped.
        Write("events.jsonl", [.. Enumerable.Range(0, 1_000).Select(View)]);
        await ImportAsync("events.jsonl", "--import-id", "shop");
        Write("events.jsonl", [.. Enumerable.Range(0, 1_600).Select(View)]);
        var (exitCode, _, error) = await ImportAsync("events.jsonl", "--import-id", "shop");
        Assert.Equal((0, true), (exitCode, !error.Contains("nothing was changed", StringComparison.Ordinal)));
        Assert.Equal(1_600, Views(await CommandLine.RunAsync("visitor", "a", "--data", Data, "--json")));
    }

    [Fact]
    public async Task A_file_that_has_changed_under_the_same_name_is_refused()
    {
        Write("events.jsonl", View(0));
        await ImportAsync("events.jsonl", "--import-id", "shop");
        Write("events.jsonl", View(1));
        var (exitCode, _, error) = await ImportAsync("events.jsonl", "--import-id", "shop");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("Part 1 of the import shop was sent before with other contents", error);
    }

    [Fact]
    public async Task Lines_out_of_order_are_counted_and_told()
    {
        Write("events.jsonl", View(5), View(3), View(4), View(6));
        var (exitCode, _, error) = await ImportAsync("events.jsonl");
        Assert.Equal(0, exitCode);
        Assert.Contains("2 events are older than one before them", error);
    }

    [Fact]
    public async Task Compressed_files_are_read_and_damaged_ones_refused_before_anything_is_sent()
    {
        using (var zipped = new GZipStream(File.Create(_folder.File("events.jsonl.gz")), CompressionLevel.Fastest)) zipped.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2_000).Select(i => View(i) + "\r\n"))));
        var whole = File.ReadAllBytes(_folder.File("events.jsonl.gz"));
        File.WriteAllBytes(_folder.File("cut.jsonl.gz"), whole[..(whole.Length / 2)]);
        var cut = await ImportAsync("cut.jsonl.gz");
        Assert.Equal(ExitCodes.Failed, cut.ExitCode);
        Assert.Contains("cut.jsonl.gz, line ", cut.Error);
        Assert.Contains("the compressed data end or are damaged here", cut.Error);
        Assert.False(Directory.Exists(Data));

        Assert.Equal(0, (await ImportAsync("events.jsonl.gz")).ExitCode);
        Assert.Equal(2_000, Views(await CommandLine.RunAsync("visitor", "a", "--data", Data, "--json")));
    }

    [Theory]
    [InlineData("nowhere.jsonl", "does not exist")]
    [InlineData("", "is a folder. Name the files in it")]
    public async Task A_file_that_is_not_there_is_named(string name, string message)
    {
        var (exitCode, _, error) = await CommandLine.RunAsync("import", "jsonl", Path.Combine(_folder.Path, name), "--data", Data);
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains(message, error);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_told_and_the_next_one_read()
    {
        Write("events.jsonl", View(0), "{\"x\":\"" + new string('x', 3 << 20) + "\"}", View(1));
        var (exitCode, output, error) = await ImportAsync("events.jsonl", "--json");
        Assert.Equal((ExitCodes.Failed, 2), (exitCode, Number(JsonDocument.Parse(output).RootElement, "accepted")));
        Assert.Contains("events.jsonl, line 2: a line of at most", error);
    }

    private string Data => _folder.File("data");

    private static string View(int minute) =>
        $$$"""{"event":"product_viewed","anonymousId":"a","timestamp":"{{{new DateTime(2026, 1, 1).AddMinutes(minute):yyyy-MM-ddTHH:mm:ss}}}Z","properties":{"product_id":"pot"}}""";

    private void Write(string name, params string[] lines) => File.WriteAllLines(_folder.File(name), lines);

    private Task<(int ExitCode, string Output, string Error)> ImportAsync(string file, params string[] more) =>
        CommandLine.RunAsync(["import", "jsonl", _folder.File(file), "--data", Data, .. more]);

    private static int Views((int ExitCode, string Output, string Error) visitor) => (int)Number(JsonDocument.Parse(visitor.Output).RootElement, "productViews");

    private static long Number(JsonElement at, string name) => at.GetProperty(name).GetInt64();
}
