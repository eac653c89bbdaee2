using System.Text.Json;
using Recs.Core;
using Recs.TestKit;
using Recs.Training.Artefacts;
using Recs.Training.Tests.Pipeline;

namespace Recs.Cli.Tests.Models;

/// <summary>What a data team does: import, train, look, publish, go back; on a folder nobody else holds.</summary>
public sealed class ModelVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task From_history_to_a_serving_model_and_back()
    {
        await ImportAsync(visitors: 400);
        var (exitCode, output, error) = await RunAsync("train", "--trials", "2", "--factors", "12", "--out", _folder.File("model"));
        Assert.True(exitCode == 0, error);
        Assert.Contains("popularity", output, StringComparison.Ordinal);
        Assert.Contains("item-knn", output, StringComparison.Ordinal);
        Assert.Contains("by time", output, StringComparison.Ordinal);
        Assert.Contains("recs publish", output, StringComparison.Ordinal);
        var version = ArtefactReader.Load(_folder.File("model")).Manifest.Version;
        Assert.Null(await ServingAsync());

        Assert.Contains($"{version} serves from now on", (await RunAsync("publish", version, "--reason", "first")).Output, StringComparison.Ordinal);
        Assert.Equal(version, await ServingAsync());
        Assert.Contains("now", (await RunAsync("models")).Output, StringComparison.Ordinal);
        Assert.Equal("learned_next", await ReasonAsync("for_you", "t3-07"));

        Assert.Contains("live counts alone", (await RunAsync("rollback", "--reason", "fewer clicks")).Output, StringComparison.Ordinal);
        Assert.NotEqual("learned_next", await ReasonAsync("for_you", "t3-07"));
    }

    [Fact]
    public async Task A_model_that_travels_as_a_folder_is_published_elsewhere()
    {
        await ImportAsync(visitors: 400);
        await RunAsync("train", "--trials", "1", "--factors", "12", "--out", _folder.File("model"));
        var version = ArtefactReader.Load(_folder.File("model")).Manifest.Version;
        Directory.Delete(Path.Combine(Data, "models"), recursive: true);
        var (exitCode, output, error) = await RunAsync("publish", _folder.File("model"), "--json");
        Assert.True(exitCode == 0, error);
        Assert.Equal(version, JsonDocument.Parse(output).RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Trained_and_published_in_one_go()
    {
        await ImportAsync(visitors: 400);
        var (exitCode, output, _) = await RunAsync("train", "--trials", "1", "--factors", "12", "--publish", "--json");
        var trained = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, true, null), (exitCode, trained.GetProperty("published").GetBoolean(), trained.GetProperty("refusal").GetString()));
        Assert.Equal(trained.GetProperty("version").GetString(), await ServingAsync());
    }

    [Fact]
    public async Task Too_little_data_is_said_with_what_is_needed()
    {
        await ImportAsync(visitors: 3);
        var (exitCode, output, error) = await RunAsync("train");
        Assert.Equal((ExitCodes.Failed, ""), (exitCode, output));
        Assert.Contains("100 are needed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_say_what_there_is_and_what_to_do()
    {
        await ImportAsync(visitors: 3);
        Assert.Contains("Train one: recs train", (await RunAsync("models")).Output, StringComparison.Ordinal);
        Assert.Contains("None was added yet", (await RunAsync("publish", "nothing")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("rollback")).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("publish", "nothing", "--force")).ExitCode);
        Directory.CreateDirectory(_folder.File("empty"));
        Assert.Contains(ArtefactFiles.Manifest, (await RunAsync("publish", _folder.File("empty"))).Error, StringComparison.Ordinal);
        var (exitCode, _, error) = await RunAsync("train", "--out", _folder.File("empty"));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("is there already", error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => CommandLine.RunAsync([.. args, "--data", Data]);

    private async Task<string?> ServingAsync() => JsonDocument.Parse((await RunAsync("models", "--json")).Output).RootElement.GetProperty("serving").GetString();

    private async Task<string?> ReasonAsync(string form, string item)
    {
        var (_, output, _) = await RunAsync("recommend", form, "--item", item, "--json");
        return JsonDocument.Parse(output).RootElement.GetProperty("items")[0].GetProperty("reason").GetProperty("code").GetString();
    }

    private async Task ImportAsync(int visitors)
    {
        var data = Shoppers.Walk(visitors);
        var events = new List<(long Time, string Line)>();
        for (var row = 0; row < data.Histories.Count; row++)
        {
            for (var k = 0; k < data.Histories.LengthOf(row); k++)
            {
                var (item, time) = (data.Items[data.Histories[row][k]], data.Histories.TimesOf(row)[k]);
                events.Add((time, $$$"""{"event":"product_viewed","anonymousId":"v{{{row}}}","timestamp":"{{{new Instant(time)}}}","properties":{"product_id":"{{{item}}}"}}"""));
            }
        }

        await File.WriteAllLinesAsync(_folder.File("events.jsonl"), events.OrderBy(e => e.Time).Select(e => e.Line), TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await RunAsync("import", "jsonl", _folder.File("events.jsonl"));
        Assert.True(exitCode == 0, error);
    }
}
