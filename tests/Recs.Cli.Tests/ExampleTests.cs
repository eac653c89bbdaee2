using System.Globalization;
using Recs.Cli.Tests.OnlineRetail;
using Recs.TestKit;

namespace Recs.Cli.Tests;

/// <summary>
/// The examples of the help are executed as they stand, in a folder that holds small files of the kinds they name. Those that need
/// a running server are executed by the end-to-end tests.
/// </summary>
[Collection(nameof(CurrentFolder))]
public sealed class ExampleTests : IDisposable
{
    // What others need comes first.
    private static readonly string[] First = ["import online-retail", "import", "sites add"];

    private readonly TempFolder _folder = new();
    private readonly string _before = Environment.CurrentDirectory;

    public ExampleTests()
    {
        Directory.CreateDirectory(_folder.File("project"));
        Environment.CurrentDirectory = _folder.File("project");
        WriteShop();
        WriteDataSets();
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    [Fact]
    public async Task All_examples_of_the_help_do_what_they_say()
    {
        var examples = EveryVerbTests.Walk(EveryVerbTests.Root(), "")
            .SelectMany(v => v.Verb.Examples.Select(e => (v.Line, Example: e)))
            .Where(e => !e.Example.Contains("--url", StringComparison.Ordinal))
            .DistinctBy(e => e.Example)
            .OrderBy(e => Array.FindIndex(First, f => e.Line.StartsWith(f, StringComparison.Ordinal)) is >= 0 and var at ? at : First.Length)
            .ToList();
        Assert.True(examples.Count >= 25, $"{examples.Count}");
        var failures = new List<string>();
        foreach (var (_, example) in examples)
        {
            var (exitCode, output, error) = await CommandLine.RunAsync([.. Words(example).Skip(1)]);
            if (exitCode != 0 || output.Length + error.Length == 0) failures.Add($"{example}: {exitCode}\n{error}");
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    // The end of the key is another each time.
    private static string[] Words(string example) => example.Replace("f3Kq", OldKey(), StringComparison.Ordinal).Split(' ');

    private static string OldKey()
    {
        var file = Path.Combine("data", "sites.json");
        if (!File.Exists(file)) return "f3Kq";
        var keys = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("sites").GetProperty("shop").GetProperty("writeKeys");
        return keys[keys.GetArrayLength() - 1].GetString()![^4..];
    }

    private static void WriteShop()
    {
        static string View(int i, int year) =>
            $$$"""{"event":"product_viewed","anonymousId":"a{{{i}}}","timestamp":"{{{year}}}-01-02T10:00:00Z","properties":{"product_id":"pot"}}""";
        File.WriteAllText("events.jsonl", View(1, 2026));
        File.WriteAllText("items.jsonl", """{"id":"pot","title":"Red tea pot","price":24,"currency":"EUR"}""");
        File.WriteAllBytes("2025.jsonl.gz", RetailCsv.Gzip(View(2, 2025)));
        File.WriteAllBytes("2026.jsonl.gz", RetailCsv.Gzip(View(3, 2026)));
        File.WriteAllText("baskets.csv", "beer,nappies\nbeer,nappies,crisps\nbeer\n");
    }

    private static void WriteDataSets()
    {
        // Baskets of two products, before and after the day from which forms are measured.
        var retail = RetailCsv.Text([.. Enumerable.Range(0, 80).Select(i => (Line: i, Basket: i / 2)).Select(x => RetailCsv.Line(
            invoice: $"{x.Basket}", code: x.Line % 2 == 0 ? "85123A" : $"{x.Line % 5}", description: $"MUG NUMBER {x.Line % 5}",
            date: $"2011-{(x.Basket < 28 ? 1 + (x.Basket / 14) : 11):D2}-{1 + (x.Basket % 14):D2} 10:00:00", customer: x.Basket % 3 == 0 ? "17850" : $"{x.Basket}"))]);
        Write("online-retail/online_retail_2011.csv", retail);
        File.WriteAllBytes("online_retail_2010-12.csv.gz", RetailCsv.Gzip(retail));
        var clicks = "year;month;day;order;country;session ID;page 1 (main category);page 2 (clothing model);colour;location;model photography;price;price 2;page\n"
            + string.Concat(Enumerable.Range(0, 25).SelectMany(s => Enumerable.Range(0, 3).Select(k => $"2008;{4 + (s / 5)};{1 + (s % 5)};{k + 1};29;{s + 1};1;A{k + 1};1;5;1;{28 + (5 * k)};2;1\n")));
        Write("eshop-clothing/eshop_clothing_2008.csv.gz", clicks);
        File.WriteAllBytes("eshop_clothing_2008.csv.gz", RetailCsv.Gzip(clicks));
        Write("groceries/groceries.csv.gz", "beer,nappies\nbeer,nappies,crisps\nbeer\n");
        Write("amazon-beauty/Beauty.txt.gz", string.Concat(Enumerable.Range(0, 60).Select(u => $"u{u} {string.Join(' ', Enumerable.Range(0, 6).Select(k => $"i{((u * 7) + k) % 30}"))}\n")));
        WriteRelations();
        foreach (var (name, at) in new[] { ("train", 0), ("valid", 10_000), ("test", 20_000) })
        {
            Write($"serenade-toy/{name}.txt.gz", Sessions(name, at));
            File.WriteAllBytes($"{name}.txt.gz", RetailCsv.Gzip(Sessions(name, at)));
        }
    }

    private static void WriteRelations()
    {
        var purchases = "user_id\titem_id\ttime\n" + string.Concat(Enumerable.Range(0, 60).SelectMany(u => Enumerable.Range(0, 4).Select(k => $"{u}\ti{(u + k) % 12}\t{86_400 * (u + (k / 2))}\n")));
        var relations = "item_id\ti_category\tr_complement\tr_substitute\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"i{i}\t0\t[i{(i + 1) % 12}]\t[i{(i + 6) % 12}]\n"));
        foreach (var (name, text) in new[] { ("train.csv.gz", purchases), ("item_meta.csv.gz", relations) })
        {
            Write($"amazon-grocery-relations/{name}", text);
            File.WriteAllBytes(name, RetailCsv.Gzip(text));
        }
    }

    private static string Sessions(string name, int time) => "SessionId\tItemId\tTime\n" + string.Concat(Enumerable.Range(0, 40).SelectMany(s =>
        Enumerable.Range(0, 4).Select(k => string.Create(CultureInfo.InvariantCulture, $"{name}{s}\ti{((s * 3) + k) % 20}\t{time + (s * 10) + k}\n"))));

    private static void Write(string name, string text)
    {
        var path = Path.Combine("..", "shared", "data", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (name.EndsWith(".gz", StringComparison.Ordinal)) File.WriteAllBytes(path, RetailCsv.Gzip(text));
        else File.WriteAllText(path, text);
    }
}

/// <summary>The current folder belongs to the process, so whoever changes it runs alone.</summary>
[CollectionDefinition(nameof(CurrentFolder), DisableParallelization = true)]
public sealed class CurrentFolder;
