namespace Recs.Simulation.Shops;

/// <summary>To which purse a product and its brand speak.</summary>
public enum PriceRange
{
    Budget,
    Middle,
    Premium,
}
