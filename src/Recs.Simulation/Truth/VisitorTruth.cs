using Recs.Core;

namespace Recs.Simulation.Truth;

/// <summary>What is true of one visitor: an account, or a device as long as nobody has signed in on it.</summary>
/// <param name="id">The user id or the anonymous id.</param>
public sealed class VisitorTruth(string id)
{
    public string Id { get; } = id;

    public StageWalk Walk { get; } = new();

    /// <summary>The account that the device became part of; null: none.</summary>
    public string? JoinedTo { get; private set; }

    /// <summary>When it did.</summary>
    public Instant? JoinedAt { get; private set; }

    // Who is on the device is known in that moment, and then the device is nobody of its own any more.
    internal void Join(string user, Instant at)
    {
        Walk.SignedUp(at);
        (JoinedTo, JoinedAt) = (user, at);
    }
}
