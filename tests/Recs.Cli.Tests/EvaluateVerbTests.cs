using System.Text.Json;
using Recs.TestKit;

namespace Recs.Cli.Tests;

public sealed class EvaluateVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Sequences_are_reported_twice_with_the_baselines_beside_the_models()
    {
        var (code, output, _) = await CommandLine.RunAsync("evaluate", "sequences", Sequences(), "--trials", "2", "--factors", "4", "--json");
        Assert.Equal(0, code);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Contains("not a time split", report.GetProperty("split").GetString(), StringComparison.Ordinal);
        Assert.Equal(["popularity", "item-knn", "transitions", "als", "blend"], report.GetProperty("methods").EnumerateObject().Select(m => m.Name));
        foreach (var part in new[] { "A", "B" })
        {
            var figure = report.GetProperty("methods").GetProperty("transitions").GetProperty(part).GetProperty("hr@10");
            Assert.InRange(figure.GetProperty("value").GetDouble(), figure.GetProperty("low").GetDouble(), figure.GetProperty("high").GetDouble());
            Assert.True(figure.GetProperty("value").GetDouble() > report.GetProperty("methods").GetProperty("popularity").GetProperty(part).GetProperty("hr@10").GetProperty("value").GetDouble());
        }
    }

    [Fact]
    public async Task Sessions_are_predicted_click_by_click_and_people_get_a_table()
    {
        var (code, output, _) = await CommandLine.RunAsync("evaluate", "sessions", Sessions("a", 0), Sessions("b", 10_000), Sessions("c", 20_000), "--trials", "1");
        Assert.Equal(0, code);
        Assert.Contains("session-knn", output, StringComparison.Ordinal);
        Assert.Contains("Split: by time", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complements_found_from_purchases_are_held_against_what_is_known()
    {
        var (purchases, relations) = Relations();
        var (code, output, errors) = await CommandLine.RunAsync("evaluate", "relations", purchases, relations, "--trials", "2", "--json");
        Assert.True(code == 0, errors);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["popularity", "item-knn", "complements"], report.GetProperty("methods").EnumerateObject().Select(m => m.Name));
        Assert.Equal(1, report.GetProperty("methods").GetProperty("complements").GetProperty("recall@20").GetProperty("value").GetDouble());
        Assert.True(report.GetProperty("facts").GetProperty("items with a cross_sell list").GetInt32() > 0);
    }

    [Fact]
    public async Task A_folder_without_relations_is_told_what_it_lacks()
    {
        Relations();
        File.Delete(_folder.File("item_meta.csv"));
        var (code, _, errors) = await CommandLine.RunAsync("evaluate", "relations", Path.GetDirectoryName(_folder.File("x"))!);
        Assert.Equal(1, code);
        Assert.Contains("item_meta.csv was not found", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_figures_with_any_number_of_threads()
    {
        var file = Sequences();
        string[] options = ["--trials", "3", "--factors", "4", "--json", "--seed", "5"];
        var one = await CommandLine.RunAsync(["evaluate", "sequences", file, .. options, "--threads", "1"]);
        var two = await CommandLine.RunAsync(["evaluate", "sequences", file, .. options, "--threads", "3"]);
        Assert.Equal(Methods(one.Output), Methods(two.Output));
    }

    [Theory]
    [InlineData("evaluate", "sequences", "nowhere.txt", 1, "nowhere.txt cannot be read")]
    [InlineData("rules", "nowhere.csv", "", 1, "nowhere.csv cannot be read")]
    [InlineData("evaluate", "sequences", "x --trials 0", 2, "--trials takes 1 to 10000; 0 was found.")]
    [InlineData("rules", "x", "--support 2", 2, "--support takes a share above 0 to 1; 2 was found.")]
    public async Task What_cannot_be_done_is_said(string verb, string first, string rest, int expected, string words)
    {
        var (code, _, errors) = await CommandLine.RunAsync([verb, first, .. rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(expected, code);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_come_as_a_table_and_as_json()
    {
        File.WriteAllText(_folder.File("baskets.csv"), "beer,nappies\nbeer, nappies ,crisps\nbeer\ncrisps\n");
        string[] command = ["rules", _folder.File("baskets.csv"), "--support", "0.5", "--confidence", "0.9"];
        var (code, table, _) = await CommandLine.RunAsync(command);
        Assert.Equal(0, code);
        Assert.Contains("1.33", table, StringComparison.Ordinal);
        var json = await CommandLine.RunAsync([.. command, "--json"]);
        var rule = JsonDocument.Parse(json.Output).RootElement.GetProperty("rules")[0];
        Assert.Equal(("nappies", "beer", 2), (rule.GetProperty("left")[0].GetString(), rule.GetProperty("right").GetString(), rule.GetProperty("count").GetInt32()));
    }

    public void Dispose() => _folder.Dispose();

    private static string Methods(string json) => JsonDocument.Parse(json).RootElement.GetProperty("methods").GetRawText();

    // Everybody walks through the same circle of products, from a place of their own.
    private string Sequences()
    {
        var lines = Enumerable.Range(0, 60).Select(u => $"u{u} {string.Join(' ', Enumerable.Range(0, 6).Select(k => $"i{((u * 7) + k) % 30}"))}");
        File.WriteAllLines(_folder.File("sequences.txt"), lines);
        return _folder.File("sequences.txt");
    }

    // Pairs of products are bought in one basket.
    private (string Purchases, string Relations) Relations()
    {
        var lines = Enumerable.Range(0, 60).SelectMany(u => Enumerable.Range(0, 2).Select(k => $"{u}\ti{(2 * (u % 6)) + k}\t{86_400 * u}"));
        File.WriteAllLines(_folder.File("train.csv"), ["user_id\titem_id\ttime", .. lines]);
        File.WriteAllLines(_folder.File("item_meta.csv"), ["item_id\tr_complement\tr_substitute", .. Enumerable.Range(0, 6).Select(i => $"i{2 * i}\t[i{(2 * i) + 1}]\t[]")]);
        return (_folder.File("train.csv"), _folder.File("item_meta.csv"));
    }

    private string Sessions(string name, int time)
    {
        var lines = Enumerable.Range(0, 40).SelectMany(s => Enumerable.Range(0, 4).Select(k => $"{name}{s}\ti{((s * 3) + k) % 20}\t{time + (s * 10) + k}"));
        File.WriteAllLines(_folder.File(name), ["SessionId\tItemId\tTime", .. lines]);
        return _folder.File(name);
    }
}
