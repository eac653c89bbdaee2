using Recs.Core;

namespace Recs.Simulation.Shoppers;

/// <summary>A visit as it was planned.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="Device">The place in <see cref="Shopper.Devices"/>.</param>
internal readonly record struct VisitPlan(Instant Start, int Device)
{
    /// <summary>An account is made.</summary>
    public bool SignsUp { get; init; }

    /// <summary>An order is placed.</summary>
    public bool Buys { get; init; }

    /// <summary>Signs in where the device does not know the person yet.</summary>
    public bool SignsIn { get; init; }
}
