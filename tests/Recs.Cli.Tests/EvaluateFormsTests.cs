using System.Text.Json;
using Recs.TestKit;

namespace Recs.Cli.Tests;

/// <summary>The forms over live counts, held against baselines. Needs the data sets online-retail and eshop-clothing.</summary>
public sealed class EvaluateFormsTests
{
    [Fact]
    public async Task Cross_sell_finds_hidden_products_of_real_baskets_better_than_item_neighbours()
    {
        var report = await ReportAsync("online-retail", folder => ["evaluate", "cross-sell", folder]);
        Assert.Equal(3_191, report.GetProperty("questions").GetInt32());
        var (form, neighbours) = (HitRate(report, "cross_sell", "hr@10"), Math.Max(HitRate(report, "item-knn", "hr@10"), HitRate(report, "item-knn, customers", "hr@10")));

        // A baseline that has become weak would make the comparison worthless.
        Assert.InRange(neighbours, 0.25, 0.29);
        Assert.True(form >= 1.05 * neighbours, $"hr@10 of cross_sell is {form}, of item neighbours {neighbours}; at least 1.05 times as much was expected.");
        Assert.True(neighbours > 5 * HitRate(report, "popularity", "hr@10"));
        var trained = HitRate(report, "cross_sell, trained", "hr@10");
        Assert.True(trained >= 1.10 * neighbours, $"hr@10 of trained cross_sell is {trained}, of item neighbours {neighbours}; at least 1.10 times as much was expected.");
    }

    [Fact]
    public async Task Up_sell_finds_the_dearer_product_that_is_clicked_next_as_often_as_transitions_do()
    {
        var report = await ReportAsync("eshop-clothing", folder => ["evaluate", "up-sell", Path.Combine(folder, "eshop_clothing_2008.csv.gz")]);
        Assert.Equal(2_426, report.GetProperty("questions").GetInt32());
        var (form, transitions) = (HitRate(report, "up_sell", "hr@5"), HitRate(report, "transitions", "hr@5"));
        Assert.InRange(transitions, 0.37, 0.4);
        Assert.True(form >= transitions, $"hr@5 of up_sell is {form}, of transitions among the same products {transitions}.");
        Assert.True(transitions > HitRate(report, "popularity", "hr@5"));
        Assert.InRange(report.GetProperty("facts").GetProperty("share of true clicks among the candidates").GetDouble(), 0.43, 0.45);
    }

    [Fact]
    public async Task The_next_click_is_found_more_often_than_by_transitions()
    {
        var report = await ReportAsync("eshop-clothing", folder => ["evaluate", "next-click", Path.Combine(folder, "eshop_clothing_2008.csv.gz"), "--trials", "10"]);
        Assert.Equal(11_586, report.GetProperty("questions").GetInt32());
        var (blend, transitions) = (HitRate(report, "blend", "hr@10"), HitRate(report, "transitions", "hr@10"));
        Assert.InRange(transitions, 0.52, 0.56);

        // What transitions of the last click alone reach by an independent count.
        const double Counted = 0.544;
        Assert.True(blend >= 1.01 * Math.Max(Counted, transitions), $"hr@10 of the blend is {blend}, of transitions {transitions}.");
    }

    [Theory]
    [InlineData("year;month\n", "line 1: the header")]
    [InlineData("2008;13;1;1;29;1;1;A13;1;5;1;28;2;1\n", "line 2: 2008-13-1 is no day")]
    [InlineData("2008;4;1;1;29;1;9;A13;1;5;1;28;2;1\n", "line 2: 1 to 4 was expected as page 1 (main category), 9 found")]
    [InlineData("2008;4;1;1;29;1;1;A13;1;5;1;cheap;2;1\n", "line 2: a whole number was expected as price, “cheap” found")]
    [InlineData("2008;4;1;1;29;1\n", "line 2: 14 columns were expected, 6 found")]
    [InlineData("2008;4;1;1;29;1;1;A13;1;5;1;28;2;1\n", "nobody has clicked on something dearer")]
    public async Task What_is_wrong_with_a_file_of_clicks_is_said(string lines, string words)
    {
        const string header = "year;month;day;order;country;session ID;page 1 (main category);page 2 (clothing model);colour;location;model photography;price;price 2;page\n";
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("clicks.csv"), (words.Contains("header", StringComparison.Ordinal) ? "" : header) + lines, TestContext.Current.CancellationToken);
        var (code, _, errors) = await CommandLine.RunAsync("evaluate", "up-sell", folder.File("clicks.csv"));
        Assert.Equal(1, code);
        Assert.Contains(words, errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-sell")]
    [InlineData("up-sell")]
    public async Task A_file_that_is_not_there_is_named(string verb)
    {
        var (code, _, errors) = await CommandLine.RunAsync("evaluate", verb, "nowhere.csv");
        Assert.Equal(1, code);
        Assert.Contains("nowhere.csv", errors, StringComparison.Ordinal);
    }

    private static double HitRate(JsonElement report, string method, string measure) =>
        report.GetProperty("methods").GetProperty(method).GetProperty(measure).GetProperty("value").GetDouble();

    private static async Task<JsonElement> ReportAsync(string data, Func<string, string[]> command)
    {
        var folder = SharedData.Find(data);
        if (folder is null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"The data set {data} is missing beside the project; in CI it must be there.");
        if (folder is null) Assert.Skip($"The data set {data} is missing beside the project.");
        var (code, output, errors) = await CommandLine.RunAsync([.. command(folder), "--json"]);
        Assert.True(code == 0, errors);
        return JsonDocument.Parse(output).RootElement;
    }
}
