using System.Text.Json;
using Recs.TestKit;

namespace Recs.Cli.Tests;

/// <summary>The main job from end to end. Needs the data set online-retail.</summary>
public sealed class RealImportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_year_of_a_real_shop_becomes_live_visitors()
    {
        var source = SharedData.Find("online-retail");
        if (source is null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("The data set online-retail is missing beside the project; in CI it must be there.");
        if (source is null) Assert.Skip("The data set online-retail is missing beside the project.");

        var first = await CommandLine.RunAsync("import", "online-retail", source, "--data", _folder.Path, "--json");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        using var json = JsonDocument.Parse(first.Output);
        var root = json.RootElement;
        Assert.Equal((541_909, 25_900, 4_070), (Number(root, "lines"), Number(root, "invoices"), Number(root, "stockCodes")));
        Assert.Equal((4_372, 9_288), (Number(root, "customers"), Number(root, "cancellationLines")));
        Assert.Equal(9_747_747.934m, root.GetProperty("total").GetDecimal());

        var applied = root.GetProperty("applied");
        Assert.Equal(19_773, Number(applied, "orders"));
        Assert.Equal(9_747_747.934m, applied.GetProperty("netSpent").GetDecimal() + root.GetProperty("excluded").EnumerateObject().Sum(e => e.Value.GetProperty("total").GetDecimal()));

        var stages = root.GetProperty("stages").EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetInt32());
        Assert.Equal(4_372, stages.Values.Sum());
        Assert.InRange(stages["LoyalCustomer"], 1_700, 1_730);
        Assert.Equal(48, stages["Prospect"]);

        var again = await CommandLine.RunAsync("import", "online-retail", source, "--data", _folder.Path, "--json");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing was changed", again.Error);
        Assert.Equal(WithoutSeconds(first.Output), WithoutSeconds(again.Output));
    }

    private static long Number(JsonElement at, string name) => at.GetProperty(name).GetInt64();

    private static string WithoutSeconds(string json) => json[..json.IndexOf("\"seconds\"", StringComparison.Ordinal)];
}
