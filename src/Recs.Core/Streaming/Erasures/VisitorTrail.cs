namespace Recs.Core.Streaming.Erasures;

/// <summary>Where the records of one visitor are: under ids that are the visitor's now, and under devices that once were.</summary>
/// <param name="Ids">The user id, and the anonymous ids that belong to it now.</param>
/// <param name="Past">Devices that belong to others now.</param>
public sealed record VisitorTrail(IReadOnlyList<VisitorId> Ids, IReadOnlyList<PastDevice> Past)
{
    /// <summary>A record under this id at this offset is the visitor's.</summary>
    public bool Holds(VisitorId visitor, long offset) => Ids.Contains(visitor) || Past.Any(p => p.Device == visitor && p.From <= offset && offset < p.Until);

    /// <summary>The id is one of the visitor's own.</summary>
    public bool IsOwn(string? id) => id is not null && Ids.Contains(new VisitorId(id));
}
