using Recs.Core.Visitors;

namespace Recs.Core.Streaming;

/// <summary>A visitor in its owner's memory.</summary>
internal sealed class VisitorSlot(VisitorGrain grain)
{
    public VisitorGrain Grain { get; } = grain;

    public bool Dirty { get; set; }

    /// <summary>The visitor was erased: what is stored goes, until something comes anew.</summary>
    public bool Erased { get; set; }

    /// <summary>The turn that used it last, for eviction.</summary>
    public long LastUsed { get; set; }

    /// <summary>The timer under which it stands in the turn's index; null: none.</summary>
    public Instant? IndexedDue { get; set; }
}
