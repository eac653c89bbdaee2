using System.Text.Encodings.Web;
using System.Text.Json;
using Recs.Simulation.Shoppers;
using Recs.Simulation.Shops;

namespace Recs.Simulation.Truth;

/// <summary>
/// Writes what is true of a simulation, for whoever wants to know whether a recommender finds it: <c>simulation.json</c>,
/// <c>products.jsonl</c> and <c>shoppers.jsonl</c>, described in the README of this project.
/// </summary>
public static class TruthFiles
{
    /// <summary>Of all three forms.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the files into a folder, which is made where it is missing.</summary>
    public static void Write(string folder, SimulatedWorld world, IEnumerable<ShopperStory> stories)
    {
        Directory.CreateDirectory(folder);
        WriteLines(Path.Combine(folder, "products.jsonl"), world.Shop.Products, Write);
        var sums = new Sums();
        WriteLines(Path.Combine(folder, "shoppers.jsonl"), stories, (json, story) =>
        {
            sums.Add(story);
            Write(json, story, world.Shop);
        });
        using var file = File.Create(Path.Combine(folder, "simulation.json"));
        using var json = new Utf8JsonWriter(file, Indented);
        Write(json, world, sums);
    }

    private static void WriteLines<T>(string path, IEnumerable<T> things, Action<Utf8JsonWriter, T> write)
    {
        using var file = File.Create(path);
        using var buffered = new BufferedStream(file, 1 << 16);
        using var json = new Utf8JsonWriter(buffered, OneLine);
        foreach (var thing in things)
        {
            write(json, thing);
            json.Flush();
            json.Reset();
            buffered.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, SimulatedWorld world, Sums sums)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteNumber("seed", world.Options.Seed);
        json.WriteNumber("shoppers", world.Options.Shoppers);
        json.WriteNumber("days", world.Options.Days);
        json.WriteString("start", world.Options.Start.ToString());
        json.WriteString("end", world.Options.End.ToString());
        json.WriteNumber("products", world.Shop.Products.Count);
        json.WriteNumber("events", sums.Events);
        json.WriteNumber("left", sums.Left);
        json.WriteStartObject("destinies");
        foreach (var (destiny, count) in sums.Destinies) json.WriteNumber(Camel(destiny), count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Product product)
    {
        json.WriteStartObject();
        json.WriteString("id", product.Id);
        json.WriteString("kind", product.Kind.Title);
        json.WriteString("range", Camel(product.Range));
        json.WriteNumber("appeal", Math.Round(product.Appeal, 4));
        Write(json, "complements", product.Complements.Select(p => p.Id));
        Write(json, "substitutes", product.Substitutes.Select(p => p.Id));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ShopperStory story, Shop shop)
    {
        var shopper = story.Shopper;
        json.WriteStartObject();
        json.WriteNumber("shopper", shopper.Index);
        json.WriteString("destiny", Camel(shopper.Destiny));
        json.WriteString("userId", shopper.UserId);
        json.WriteString("range", Camel(shopper.Range));
        json.WriteStartObject("priceLimits");
        for (var i = 0; i < shop.Departments.Count; i++) json.WriteNumber(shop.Departments[i].Name, shopper.PriceLimits[i]);
        json.WriteEndObject();
        json.WriteStartObject("likings");
        for (var i = 0; i < shop.Departments.Count; i++) json.WriteNumber(shop.Departments[i].Name, Math.Round(shopper.Likings[i], 4));
        json.WriteEndObject();
        Write(json, "friends", story.Friends);
        json.WriteString("leftAt", story.LeftAt?.ToString());
        json.WriteStartArray("visitors");
        foreach (var visitor in story.Visitors) Write(json, visitor);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VisitorTruth visitor)
    {
        json.WriteStartObject();
        json.WriteString("id", visitor.Id);
        json.WriteString("joinedTo", visitor.JoinedTo);
        json.WriteString("joinedAt", visitor.JoinedAt?.ToString());
        json.WriteStartArray("stages");
        foreach (var (at, stage) in visitor.Walk.Reached)
        {
            json.WriteStartObject();
            json.WriteString("at", at.ToString());
            json.WriteString("stage", stage.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids) json.WriteStringValue(id);
        json.WriteEndArray();
    }

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed class Sums
    {
        public long Events { get; private set; }

        public int Left { get; private set; }

        public SortedDictionary<Destiny, int> Destinies { get; } = [];

        public void Add(ShopperStory story)
        {
            Events += story.Events.Count;
            if (story.LeftAt is not null) Left++;
            Destinies[story.Shopper.Destiny] = Destinies.GetValueOrDefault(story.Shopper.Destiny) + 1;
        }
    }
}
