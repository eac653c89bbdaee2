using System.Text.Json;
using Recs.TestKit;

namespace Recs.Cli.Tests.EshopClothing;

public sealed class ImportEshopClothingVerbTests : IDisposable
{
    private const string Header = "year;month;day;order;country;session ID;page 1 (main category);page 2 (clothing model);colour;location;model photography;price;price 2;page";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Needs the data set eshop-clothing.</summary>
    [Fact]
    public async Task The_whole_data_set_has_its_known_figures_and_each_session_is_a_visitor()
    {
        var source = SharedData.Find("eshop-clothing");
        if (source is null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("The data set eshop-clothing is missing beside the project; in CI it must be there.");
        if (source is null) Assert.Skip("The data set eshop-clothing is missing beside the project.");
        var (exitCode, output, error) = await CommandLine.RunAsync("import", "eshop-clothing", source, "--data", Data, "--json");
        Assert.Equal((0, ""), (exitCode, error));
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal((165_474, 24_026, 217, 4, 47), (Number(root, "clicks"), Number(root, "sessions"), Number(root, "models"), Number(root, "categories"), Number(root, "countries")));
        Assert.Equal(24_026, Number(root.GetProperty("stages"), "FirstVisit"));
    }

    [Fact]
    public async Task Clicks_become_views_of_a_session_with_the_prices_of_the_models()
    {
        Write("2008;4;1;1;29;7;1;A13;1;5;1;28;2;1", "2008;4;1;2;29;7;2;B4;10;2;1;52;1;1", "2008;4;1;1;9;8;2;B4;10;2;1;52;1;2");
        Assert.Equal(0, (await ImportAsync()).ExitCode);
        var visitor = JsonDocument.Parse((await CommandLine.RunAsync("visitor", "eshop-7", "--data", Data, "--json")).Output).RootElement;
        Assert.Equal((2, 1), (Number(visitor, "productViews"), Number(visitor, "sessions")));
        Assert.Equal(["Clothing > Skirts", "Clothing > Trousers"], visitor.GetProperty("categories").EnumerateObject().Select(c => c.Name).Order());
        var list = JsonDocument.Parse((await CommandLine.RunAsync("recommend", "popular", "--data", Data, "--json")).Output).RootElement;
        Assert.Equal("Skirts B4, olive", list.GetProperty("items")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Repeating_an_import_changes_nothing_and_says_so()
    {
        Write("2008;4;1;1;29;7;1;A13;1;5;1;28;2;1");
        await ImportAsync();
        var again = await ImportAsync();
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing was changed", again.Error);
    }

    [Theory]
    [InlineData("2008;4;31;1;29;7;1;A13;1;5;1;28;2;1", "line 2: day: a whole number from 1 to 30 was expected; “31” was found.")]
    [InlineData("2008;4;1;1;29;7;1;A13;1;5;1", "line 2: 14 columns were expected; 11 were found.")]
    [InlineData("2008;4;1;1;29;7;5;A13;1;5;1;28;2;1", "line 2: page 1 (main category): a whole number from 1 to 4")]
    public async Task A_damaged_line_is_named_and_nothing_is_imported(string line, string message)
    {
        Write(line);
        var (exitCode, _, error) = await ImportAsync();
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains(message, error);
    }

    [Fact]
    public async Task A_foreign_file_is_told_by_its_header()
    {
        File.WriteAllLines(_folder.File("clicks.csv"), ["a;b", "1;2"]);
        var (exitCode, _, error) = await ImportAsync();
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("the header year;month;day", error);
    }

    private string Data => _folder.File("data");

    private void Write(params string[] lines) => File.WriteAllLines(_folder.File("clicks.csv"), [Header, .. lines]);

    private Task<(int ExitCode, string Output, string Error)> ImportAsync() => CommandLine.RunAsync("import", "eshop-clothing", _folder.File("clicks.csv"), "--data", Data);

    private static long Number(JsonElement at, string name) => at.GetProperty(name).GetInt64();
}
