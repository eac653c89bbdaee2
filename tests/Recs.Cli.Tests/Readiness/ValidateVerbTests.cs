using System.Text.Json;
using Recs.TestKit;

namespace Recs.Cli.Tests.Readiness;

/// <summary><c>recs validate</c> on a folder that nobody else holds.</summary>
public sealed class ValidateVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_simulated_shop_has_no_complaint()
    {
        var (exitCode, _, error) = await RunAsync("simulate", "--shoppers", "150", "--days", "30", "--until", "2026-03-01", "--json");
        Assert.True(exitCode == 0, error);
        (exitCode, var output, error) = await RunAsync("validate", "--json");
        Assert.Equal((0, ""), (exitCode, error));
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal("ok", report.GetProperty("verdict").GetString());
        Assert.True(report.GetProperty("events").GetInt64() > 500);
        Assert.All(report.GetProperty("checks").EnumerateArray(), c => Assert.Equal(("ok", 0), (c.GetProperty("verdict").GetString(), c.GetProperty("count").GetInt64())));
        Assert.All(report.GetProperty("forms").EnumerateArray(), f => Assert.NotEqual(0, f.GetProperty("needs").GetArrayLength()));
        Assert.Equal(["next", "complements"], report.GetProperty("training").EnumerateArray().Select(t => t.GetProperty("part").GetString()));
    }

    [Fact]
    public async Task What_is_broken_is_shown_with_its_first_case_and_what_to_do_and_ends_in_exit_code_1()
    {
        await ImportAsync(Enumerable.Range(0, 12).Select(i => Order(i, total: i < 11 ? 90 : 18)));
        var (exitCode, output, _) = await RunAsync("validate");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("11 of 12", output, StringComparison.Ordinal);
        Assert.Contains("broken", output, StringComparison.Ordinal);
        Assert.Contains("o0", output, StringComparison.Ordinal);
        Assert.Contains("order_totals: Orders whose stated total is more than 1 % off", output, StringComparison.Ordinal);
        Assert.Contains("Send total, tax, shipping and discount", output, StringComparison.Ordinal);
        Assert.Contains("12 of 500 baskets of two or more known products", await WhyAsync("cross_sell"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_shop_is_told_how_to_begin()
    {
        await ImportAsync([Order(1, total: 18)]);
        var (exitCode, output, _) = await CommandLine.RunAsync("validate", "--site", "another", "--data", Data);
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Contains("There are no events yet. Import some", output, StringComparison.Ordinal);
    }

    private static string Order(int i, int total) =>
        $$$"""{"event":"order_completed","messageId":"m{{{i}}}","userId":"u{{{i}}}","timestamp":"2026-01-02T10:{{{i:D2}}}:00Z","properties":{"order_id":"o{{{i}}}","currency":"EUR","total":{{{total}}},"products":[{"product_id":"mug","price":9},{"product_id":"pot","price":9}]}}""";

    private async Task ImportAsync(IEnumerable<string> events)
    {
        await File.WriteAllLinesAsync(_folder.File("events.jsonl"), events, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(_folder.File("items.jsonl"), ["""{"id":"mug","title":"Mug","category":"Home","price":9,"currency":"EUR"}""", """{"id":"pot","title":"Pot","category":"Home","price":9,"currency":"EUR"}"""], TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await RunAsync("import", "jsonl", _folder.File("events.jsonl"), "--items", _folder.File("items.jsonl"));
        Assert.True(exitCode == 0, error);
    }

    private async Task<string> WhyAsync(string form) =>
        JsonDocument.Parse((await RunAsync("validate", "--json")).Output).RootElement.GetProperty("forms").EnumerateArray().Single(f => f.GetProperty("form").GetString() == form).GetProperty("why").GetString()!;

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => CommandLine.RunAsync([.. args, "--data", Data]);
}
