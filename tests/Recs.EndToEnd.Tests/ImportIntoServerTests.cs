using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

/// <summary><c>recs import</c> while a server holds the data folder.</summary>
public sealed class ImportIntoServerTests
{
    [Fact]
    public async Task An_import_through_a_running_server_comes_to_the_same_as_one_into_the_folder()
    {
        using var folder = new TempFolder();
        var file = WriteFile(folder, first: 1, count: 1_300);
        using var server = await ServerProcess.StartAsync(folder.File("served"));

        var served = await RecsAsync("import", "online-retail", file, "--data", folder.File("served"), "--json");
        var embedded = await RecsAsync("import", "online-retail", file, "--data", folder.File("embedded"), "--json");
        Assert.Equal((0, ""), (served.ExitCode, served.Error));
        Assert.Equal(WithoutSeconds(embedded.Output), WithoutSeconds(served.Output));

        var again = await RecsAsync("import", "online-retail", file, "--data", folder.File("served"), "--json");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing was changed", again.Error, StringComparison.Ordinal);
        Assert.Equal(WithoutSeconds(served.Output), WithoutSeconds(again.Output));
        await server.StopAsync();

        var visitor = await RecsAsync("visitor", "7", "--data", folder.File("served"), "--json");
        Assert.Equal((await RecsAsync("visitor", "7", "--data", folder.File("embedded"), "--json")).Output, visitor.Output);
        Assert.Equal(0, (await RecsAsync("replay", "--verify", "--data", folder.File("served"))).ExitCode);
    }

    [Fact]
    public async Task What_an_import_into_the_folder_brought_is_not_sent_again_to_a_server()
    {
        using var folder = new TempFolder();
        await RecsAsync("import", "online-retail", WriteFile(folder, first: 1, count: 200, "a.csv"), "--data", folder.File("data"), "--json");
        var second = WriteFile(folder, first: 201, count: 100, "b.csv");
        using var server = await ServerProcess.StartAsync(folder.File("data"));

        var more = await RecsAsync("import", "online-retail", folder.File("a.csv"), second, "--data", folder.File("data"), "--json");
        Assert.Equal(0, more.ExitCode);
        Assert.Contains("the other ", more.Error, StringComparison.Ordinal);
        var whole = await RecsAsync("import", "online-retail", folder.File("a.csv"), second, "--data", folder.File("whole"), "--json");
        Assert.Equal(Applied(whole.Output), Applied(more.Output));
        await server.StopAsync();
    }

    [Fact]
    public async Task A_wrong_key_is_refused_before_anything_is_sent()
    {
        using var folder = new TempFolder();
        using var server = await ServerProcess.StartAsync(folder.File("data"));
        var (exitCode, output, error) = await RecsAsync("import", "online-retail", WriteFile(folder, 1, 10), "--data", folder.File("data"), "--json", "--key", "some-other-key");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("refused with 401", error, StringComparison.Ordinal);
        await server.StopAsync();
    }

    private static string WriteFile(TempFolder folder, int first, int count, string name = "retail.csv")
    {
        var lines = Enumerable.Range(first, count).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{(i % 9 == 0 ? "C" : "")}{i},{i % 11},MUG NUMBER {i % 11},{(i % 9 == 0 ? -1 : 1 + (i % 4))},2011-{1 + (i / 140):D2}-{1 + (i / 5 % 28):D2} 10:00:00,2.5,{(i % 6 == 0 ? "" : $"{1 + (i % 40)}")},United Kingdom"));
        File.WriteAllText(folder.File(name), string.Concat(lines.Prepend("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country").Select(l => l + "\r\n")));
        return folder.File(name);
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

    private static string Applied(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return root.GetProperty("applied").GetRawText() + root.GetProperty("stages").GetRawText();
    }

    private static string WithoutSeconds(string json) => json[..json.IndexOf("\"seconds\"", StringComparison.Ordinal)];
}
