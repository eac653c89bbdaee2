using System.Text.Json;
using Recs.Cli.Tests.OnlineRetail;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Cli.Tests;

public sealed class VisitorVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shows_the_profile_in_pounds_and_categories()
    {
        await ImportAsync();
        var (exitCode, output, _) = await CommandLine.RunAsync("visitor", "17850", "--data", Data, "--json");
        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        var profile = json.RootElement;
        Assert.Equal(("17850", "Customer", 2), (profile.GetProperty("visitorId").GetString(), profile.GetProperty("stage").GetString(), profile.GetProperty("orders").GetInt32()));
        Assert.Equal(30.60m, profile.GetProperty("netSpent").GetProperty("GBP").GetDecimal());
        Assert.True(profile.GetProperty("categories").TryGetProperty("Candles & Lighting > T-Light Holder", out _));
        Assert.True(profile.GetProperty("priceBand").TryGetProperty("Candles & Lighting", out _));
        Assert.Equal("EIRE", profile.GetProperty("traits").GetProperty("country").GetString());
    }

    [Fact]
    public async Task Shows_a_visitor_as_of_an_earlier_time()
    {
        await ImportAsync();
        var (_, output, _) = await CommandLine.RunAsync("visitor", "17850", "--data", Data, "--json", "--as-of", "2010-12-01T12:00:00Z");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("orders").GetInt32());
    }

    [Fact]
    public async Task Shows_people_a_table()
    {
        await ImportAsync();
        var (exitCode, output, _) = await CommandLine.RunAsync("visitor", "17850", "--data", Data);
        Assert.Equal(0, exitCode);
        Assert.Contains("30.60 GBP", output);
    }

    [Fact]
    public async Task An_unknown_visitor_is_an_error()
    {
        await ImportAsync();
        var (exitCode, output, error) = await CommandLine.RunAsync("visitor", "99999", "--data", Data);
        Assert.Equal((ExitCodes.Failed, ""), (exitCode, output));
        Assert.Contains("knows no visitor 99999", error);
    }

    [Fact]
    public async Task A_server_that_holds_the_folder_is_asked_and_named_where_it_does_not_answer()
    {
        await using var holder = SqliteInstallation.Open(new SqliteOptions { Folder = Data, Url = new Uri("http://127.0.0.1:1") }, TimeProvider.System);
        var (exitCode, _, error) = await CommandLine.RunAsync("visitor", "17850", "--data", Data);
        Assert.Equal(ExitCodes.DataFolder, exitCode);
        Assert.Contains("The server at http://127.0.0.1:1/ holds the data folder, but cannot be reached", error);
    }

    private async Task ImportAsync()
    {
        RetailCsv.File(_folder, RetailCsv.Text(
            RetailCsv.Line(invoice: "1", date: "2010-12-01 09:00:00", country: "EIRE"),
            RetailCsv.Line(invoice: "2", date: "2010-12-02 09:00:00", country: "EIRE")), "d.csv");
        Assert.Equal(0, (await CommandLine.RunAsync("import", "online-retail", _folder.Path, "--data", Data)).ExitCode);
    }
}
