using System.Text.Json;
using Recs.Simulation.Events;
using Recs.Simulation.Truth;
using Recs.TestKit;

namespace Recs.Simulation.Tests;

public sealed class SameBytesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_events_and_the_same_truth_to_the_byte()
    {
        Assert.Equal(Events(1), Events(1));
        Assert.NotEqual(Events(1), Events(2));
        var (first, second, other) = (Truth("first", 1), Truth("second", 1), Truth("other", 2));
        Assert.Equal(["products.jsonl", "shoppers.jsonl", "simulation.json"], first.Select(f => f.Name));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void The_truth_is_plain_json()
    {
        Truth("truth", 1);
        var product = JsonDocument.Parse(File.ReadLines(_folder.File("truth/products.jsonl")).First()).RootElement;
        Assert.NotEqual(0, product.GetProperty("complements").GetArrayLength());
        var shoppers = File.ReadLines(_folder.File("truth/shoppers.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(300, shoppers.Count);
        Assert.All(shoppers, s => Assert.Equal(8, s.GetProperty("priceLimits").EnumerateObject().Count()));
        Assert.All(shoppers, s => Assert.NotEqual(0, s.GetProperty("visitors")[0].GetProperty("stages").GetArrayLength()));
        var summary = JsonDocument.Parse(File.ReadAllText(_folder.File("truth/simulation.json"))).RootElement;
        Assert.Equal(300, summary.GetProperty("destinies").EnumerateObject().Sum(d => d.Value.GetInt32()));
    }

    private static string Events(int seed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var e in SimulatedWorld.InOrder(new SimulatedWorld(Simulations.Options(300, seed: seed)).Stories())) EventJson.Write(json, e);
            json.WriteEndArray();
        }

        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes.ToArray()));
    }

    private List<(string Name, string Content)> Truth(string name, int seed)
    {
        var world = new SimulatedWorld(Simulations.Options(300, seed: seed));
        TruthFiles.Write(_folder.File(name), world, world.Stories());
        return [.. Directory.GetFiles(_folder.File(name)).Order().Select(f => (Path.GetFileName(f), File.ReadAllText(f)))];
    }
}
