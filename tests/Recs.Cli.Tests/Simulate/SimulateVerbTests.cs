using System.Text.Json;
using Recs.TestKit;

namespace Recs.Cli.Tests.Simulate;

public sealed class SimulateVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_folder_is_filled_and_the_truth_lies_beside_it()
    {
        var (exitCode, output, error) = await SimulateAsync("--json");
        Assert.Equal((0, ""), (exitCode, error));
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal((150, 80), (Number(root, "shoppers"), Number(root, "days")));
        Assert.Equal(Data + "-truth", root.GetProperty("truth").GetString());
        var truth = JsonDocument.Parse(File.ReadAllText(_folder.File("data-truth/simulation.json"))).RootElement;
        Assert.Equal(Number(truth, "events"), Number(root, "events"));
        Assert.Equal(150, File.ReadLines(_folder.File("data-truth/shoppers.jsonl")).Count());

        // Whoever signed up, and every device nobody signed in on, is a visitor.
        var visitors = File.ReadLines(_folder.File("data-truth/shoppers.jsonl")).SelectMany(l => JsonDocument.Parse(l).RootElement.GetProperty("visitors").EnumerateArray());
        Assert.Equal(visitors.Count(v => v.GetProperty("joinedTo").ValueKind == JsonValueKind.Null), root.GetProperty("stages").EnumerateObject().Sum(s => s.Value.GetInt32()));
        Assert.Equal(0, (await CommandLine.RunAsync("replay", "--verify", "--data", Data)).ExitCode);
    }

    [Fact]
    public async Task Repeated_it_changes_nothing_and_a_site_with_other_events_is_left_alone()
    {
        var first = await SimulateAsync("--json");
        var again = await SimulateAsync("--json");
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(WithoutSeconds(first.Output), WithoutSeconds(again.Output));

        var truth = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(f => f.Contains("truth", StringComparison.Ordinal)).ToDictionary(f => f, File.ReadAllText);
        Assert.NotEmpty(truth);
        foreach (var other in new[] { "--shoppers 10 --days 80", "--shoppers 150 --days 80 --seed 2", "--shoppers 150 --days 81" })
        {
            var mixed = await CommandLine.RunAsync(["simulate", .. other.Split(' '), "--until", "2026-03-01", "--data", Data]);
            Assert.Equal(ExitCodes.DataFolder, mixed.ExitCode);
            Assert.Contains("holds another simulation", mixed.Error);
        }

        Assert.All(truth, t => Assert.Equal(t.Value, File.ReadAllText(t.Key)));

        File.WriteAllText(_folder.File("e.jsonl"), """{"event":"product_viewed","anonymousId":"real","timestamp":"2026-01-01T10:00:00Z","properties":{"product_id":"pot"}}""");
        await CommandLine.RunAsync("import", "jsonl", _folder.File("e.jsonl"), "--data", _folder.File("other"));
        var (exitCode, _, error) = await CommandLine.RunAsync("simulate", "--shoppers", "10", "--data", _folder.File("other"));
        Assert.Equal(ExitCodes.DataFolder, exitCode);
        Assert.Contains("holds 1 events that no simulation made", error);
    }

    [Theory]
    [InlineData("--shoppers takes 1 to 200000; 0 was found", "--shoppers", "0")]
    [InlineData("which is still to come", "--until", "2999-01-01")]
    [InlineData("--rate needs --url", "--rate", "5")]
    [InlineData("--days is for a data folder, and --url for a running server", "--url", "http://localhost:1", "--days", "5")]
    [InlineData("an address such as http://localhost:5080 was expected", "--url", "localhost")]
    public async Task Wrong_usage_is_told(string message, params string[] line)
    {
        var (exitCode, _, error) = await CommandLine.RunAsync(["simulate", .. line]);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains(message, error);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var (exitCode, _, error) = await CommandLine.RunAsync("simulate", "--url", "http://127.0.0.1:1", "--for", "1");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("No server can be reached at http://127.0.0.1:1/", error);
    }

    private string Data => _folder.File("data");

    private Task<(int ExitCode, string Output, string Error)> SimulateAsync(params string[] more) =>
        CommandLine.RunAsync(["simulate", "--shoppers", "150", "--days", "80", "--until", "2026-03-01", "--data", Data, .. more]);

    private static long Number(JsonElement at, string name) => at.GetProperty(name).GetInt64();

    private static string WithoutSeconds(string json) => json[..json.IndexOf("\"seconds\"", StringComparison.Ordinal)];
}
