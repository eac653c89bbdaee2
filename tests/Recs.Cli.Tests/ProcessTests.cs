using System.Diagnostics;
using System.Text.Json;
using Recs.Cli.Tests.OnlineRetail;
using Recs.TestKit;

namespace Recs.Cli.Tests;

/// <summary>The program as people and scripts start it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("import online-retail", "recs import online-retail ../shared/data/online-retail")]
    [InlineData("replay", "recs replay --verify")]
    [InlineData("visitor", "recs visitor 17850")]
    [InlineData("recommend", "recs recommend cross_sell --item 85123A")]
    [InlineData("export events", "recs export events --out exports/events.jsonl.gz")]
    [InlineData("sites add", "recs sites add other-shop --data data/other --json")]
    [InlineData("sites show", "recs sites show shop --json")]
    [InlineData("sites rotate", "recs sites rotate shop secret --drop-old")]
    [InlineData("sites remove-key", "recs sites remove-key shop f3Kq")]
    [InlineData("sites origins", "recs sites origins shop --add")]
    public async Task Help_shows_options_and_examples(string verb, string example)
    {
        var (exitCode, output, error) = await RunAsync([.. verb.Split(' '), "--help"]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("--data <folder>", output);
        Assert.Contains("Examples:", output);
        Assert.Contains(example, output);
    }

    [Theory]
    [InlineData("", "Required command was not provided.")]
    [InlineData("imprt", "imprt")]
    [InlineData("import online-retail", "Required argument missing")]
    [InlineData("import online-retail x.csv --nope", "Unrecognized option '--nope'")]
    [InlineData("export events", "Option '--out' is required.")]
    [InlineData("export items --out x --from 2026-01-01", "Unrecognized command or argument '--from'")]
    [InlineData("sites", "Required command was not provided.")]
    [InlineData("sites rotate shop both", "both")]
    [InlineData("visitor 1 --as-of yesterday", "“yesterday” is not a time. Expected ISO 8601")]
    public async Task Wrong_usage_exits_with_2(string line, string message)
    {
        var (exitCode, _, error) = await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains(message, error);
    }

    [Fact]
    public async Task Bad_data_exits_with_1_and_prints_no_result()
    {
        File.WriteAllText(_folder.File("clicks.csv"), "year;month;day\n2008;4;1\n");
        var (exitCode, output, error) = await RunAsync(["import", "online-retail", _folder.Path, "--data", _folder.File("data"), "--json"]);
        Assert.Equal((ExitCodes.Failed, ""), (exitCode, output));
        Assert.Contains("clicks.csv, line 1: the header lacks InvoiceNo", error);
    }

    [Fact]
    public async Task A_truncated_compressed_file_exits_with_1()
    {
        var whole = RetailCsv.Gzip(RetailCsv.Text([.. Enumerable.Range(1, 300).Select(i => RetailCsv.Line(code: $"{i}"))]));
        File.WriteAllBytes(_folder.File("a.csv.gz"), whole[..(whole.Length / 2)]);
        var (exitCode, _, error) = await RunAsync(["import", "online-retail", _folder.Path, "--data", _folder.File("data")]);
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("a.csv.gz, line", error);
    }

    [Fact]
    public async Task Json_is_all_that_is_printed()
    {
        RetailCsv.File(_folder, RetailCsv.Text(RetailCsv.Line()), "d.csv");
        var (exitCode, output, error) = await RunAsync(["import", "online-retail", _folder.Path, "--data", _folder.File("data"), "--json"]);
        Assert.Equal((0, ""), (exitCode, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("lines").GetInt32());
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(RecsCommand).Assembly.Location);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
