using System.Globalization;
using Recs.Core;

namespace Recs.Simulation;

/// <summary>What is to be simulated. The same options give the same shop, shoppers, events and truth, to the byte.</summary>
public sealed record SimulationOptions
{
    public const int MostShoppers = 200_000;
    public const int MostDays = 730;

    /// <summary>Where random draws begin. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many people. Default 5,000; 1 to 200,000.</summary>
    public int Shoppers { get; init; } = 5_000;

    /// <summary>How many days they are watched. Default 90; 1 to 730. Under about 75 days nobody has the time to be loyal and to leave.</summary>
    public int Days { get; init; } = 90;

    /// <summary>The first moment.</summary>
    public required Instant Start { get; init; }

    /// <summary>Stands before the ids of people, devices, orders and messages, so that two simulations can meet in one site. Default none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Tells this simulation from others: 16 hexadecimal digits, the same for the same options.</summary>
    public string RunId => Hash64.Of(string.Create(CultureInfo.InvariantCulture, $"{Seed} {Shoppers} {Days} {Start.UnixMilliseconds}")).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The moment after the last.</summary>
    public Instant End => Start + TimeSpan.FromDays(Days);
}
