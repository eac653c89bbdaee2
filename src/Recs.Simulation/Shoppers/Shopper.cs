using System.Globalization;
using Recs.Simulation.Shops;

namespace Recs.Simulation.Shoppers;

/// <summary>A person who does not exist: what does not change about them. No recommender is told any of it.</summary>
public sealed class Shopper
{
    private const ulong Part = 2;

    private static readonly double[] DestinyShares = [0.27, 0.15, 0.13, 0.04, 0.21, 0.02, 0.11, 0.07];
    private static readonly string[] DeviceTypes = ["mobile", "pc", "tablet", "app"];
    private static readonly double[] DeviceShares = [0.5, 0.37, 0.07, 0.06];
    private static readonly double[] RangeShares = [0.35, 0.45, 0.2];
    private static readonly string[] Regions = ["north", "south", "east", "west"];

    private Shopper(int index, Destiny destiny, string? userId, IReadOnlyList<Device> devices) =>
        (Index, Destiny, UserId, Devices) = (index, destiny, userId, devices);

    /// <summary>From 0.</summary>
    public int Index { get; }

    public Destiny Destiny { get; }

    /// <summary>The shop's id of the account; null: never signs up.</summary>
    public string? UserId { get; }

    /// <summary>The one used most comes first.</summary>
    public IReadOnlyList<Device> Devices { get; }

    /// <summary>How much each department is liked, in the shop's order.</summary>
    public required IReadOnlyList<double> Likings { get; init; }

    /// <summary>The range looked for first.</summary>
    public required PriceRange Range { get; init; }

    /// <summary>The most this shopper pays for one product, by department in the shop's order. Dearer ones are looked at now and then, never bought.</summary>
    public required IReadOnlyList<decimal> PriceLimits { get; init; }

    /// <summary>Days from one purchase to the next, before the days of the simulation bound it.</summary>
    public required double RhythmDays { get; init; }

    /// <summary>The hour of the day (UTC) around which visits begin.</summary>
    public required double Hour { get; init; }

    /// <summary>Tells others, and is in the circle of friends of <see cref="Circles"/>.</summary>
    public required bool IsSociable { get; init; }

    /// <summary>Gets the newsletter.</summary>
    public required bool Subscribes { get; init; }

    public required int Age { get; init; }

    public required string Gender { get; init; }

    public required string Region { get; init; }

    public static Shopper Create(SimulationOptions options, Shop shop, int index)
    {
        var chance = Chance.Of(options.Seed, Part, index);
        var destiny = (Destiny)chance.Weighted(DestinyShares);
        var number = index.ToString("D5", CultureInfo.InvariantCulture);
        var signsUp = destiny is not (Destiny.PassesBy or Destiny.Returns or Destiny.BuysAsGuest);
        var range = (PriceRange)chance.Weighted(RangeShares);

        // Ranges overlap: somebody may look for the middle range with a small purse.
        var purse = Math.Clamp(chance.Normal(0.45 + (0.22 * (int)range), 0.13), 0.3, 0.98);
        return new Shopper(index, destiny, signsUp ? $"{options.Prefix}s-{number}" : null, DevicesOf(options.Prefix, number, signsUp, chance))
        {
            Likings = LikingsOf(shop, chance),
            Range = range,
            PriceLimits = [.. shop.Departments.Select(d => d.PriceAt(Math.Clamp(chance.Normal(purse, 0.07), 0.25, 1)))],
            RhythmDays = Math.Clamp(chance.LogNormal(15, 0.35), 6, 28),
            Hour = chance.Happens(0.65) ? chance.Normal(18.5, 1.5) : chance.Normal(11.5, 2),
            IsSociable = signsUp && chance.Happens(0.45),
            Subscribes = signsUp && chance.Happens(0.4),
            Age = chance.Between(18, 78),
            Gender = chance.Happens(0.5) ? "female" : "male",
            Region = chance.Of(Regions),
        };
    }

    private static List<Device> DevicesOf(string prefix, string number, bool signsUp, Chance chance)
    {
        var first = DeviceTypes[chance.Weighted(DeviceShares)];
        List<Device> devices = [new($"{prefix}d-{number}-a", first)];
        if (signsUp && chance.Happens(0.4)) devices.Add(new Device($"{prefix}d-{number}-b", first == "pc" ? "mobile" : "pc"));
        return devices;
    }

    // Two or three departments make most of what somebody does.
    private static double[] LikingsOf(Shop shop, Chance chance)
    {
        var likings = new double[shop.Departments.Count];
        for (var i = 0; i < likings.Length; i++) likings[i] = 0.02 + Math.Pow(chance.Next(), 6);
        likings[chance.Below(likings.Length)] += 0.7;
        return likings;
    }
}
