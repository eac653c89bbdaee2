using Recs.Core;
using Recs.Simulation.Events;
using Recs.Simulation.Shoppers;

namespace Recs.Simulation.Live;

/// <summary>What is to be sent next.</summary>
/// <param name="Shopper">Whose doing.</param>
/// <param name="Events">In order, with the times to tell.</param>
/// <param name="IsNow">It happens in this moment; else it is what the shopper did on earlier days.</param>
public sealed record LiveStep(Shopper Shopper, IReadOnlyList<(ShopperEvent Event, Instant Time)> Events, bool IsNow);
