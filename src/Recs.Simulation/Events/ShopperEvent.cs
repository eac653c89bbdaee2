using Recs.Core;
using Recs.Simulation.Shoppers;

namespace Recs.Simulation.Events;

/// <summary>Something that happens, as the shop's servers report it.</summary>
/// <param name="Time">When.</param>
/// <param name="MessageId">Unique in the simulation.</param>
/// <param name="Device">On which device; null: on none.</param>
/// <param name="UserId">Who, where the shop knows it.</param>
/// <param name="Deed">What.</param>
public sealed record ShopperEvent(Instant Time, string MessageId, Device? Device, string? UserId, Deed Deed);
