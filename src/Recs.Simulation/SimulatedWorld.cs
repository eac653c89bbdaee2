using Recs.Simulation.Events;
using Recs.Simulation.Shoppers;
using Recs.Simulation.Shops;

namespace Recs.Simulation;

/// <summary>A shop and the people who come to it.</summary>
public sealed class SimulatedWorld
{
    private readonly Circles _circles;

    public SimulatedWorld(SimulationOptions options)
    {
        Options = options;
        Shop = Shop.Create(options.Seed);
        _circles = new Circles(options, Shop);
    }

    public SimulationOptions Options { get; }

    public Shop Shop { get; }

    /// <summary>All that one shopper does. The same each time it is asked for.</summary>
    public ShopperStory Story(int index) => ShopperStory.Tell(Options, Shop, _circles, Shopper.Create(Options, Shop, index));

    /// <summary>Everybody's story, in the order of the shoppers.</summary>
    public IEnumerable<ShopperStory> Stories() => Enumerable.Range(0, Options.Shoppers).Select(Story);

    /// <summary>All events in the order of time; of one moment, in the order of the shoppers.</summary>
    public static IReadOnlyList<ShopperEvent> InOrder(IEnumerable<ShopperStory> stories) => [.. stories.SelectMany(s => s.Events).OrderBy(e => e.Time)];
}
