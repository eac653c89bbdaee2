using Recs.Core;

namespace Recs.Simulation.Tests;

internal static class Simulations
{
    public static readonly Instant End = Instant.From(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public static SimulationOptions Options(int shoppers, int days = 90, int seed = 1) =>
        new() { Seed = seed, Shoppers = shoppers, Days = days, Start = End - TimeSpan.FromDays(days) };
}
