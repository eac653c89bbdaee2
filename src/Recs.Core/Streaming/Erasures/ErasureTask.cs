namespace Recs.Core.Streaming.Erasures;

/// <summary>An erasure while it is carried out, often together with others: every pass over what is kept serves all of them.</summary>
internal sealed class ErasureTask(Erasure erasure)
{
    private readonly HashSet<(VisitorId Visitor, string Name)> _told = [];
    private NamesInBytes? _all;
    private NamesInBytes? _own;

    public Erasure Erasure { get; private set; } = erasure;

    public SiteId Site => Erasure.Site;

    public VisitorTrail Trail => Erasure.Trail;

    /// <summary>How many of the ids their owners have been told of.</summary>
    public int Told { get; set; }

    /// <summary>All ids and devices of the trail.</summary>
    public NamesInBytes All => _all ??= new NamesInBytes(Trail.Ids.Select(id => id.Value).Concat(Trail.Past.Select(p => p.Device.Value)));

    /// <summary>The ids that are the visitor's own.</summary>
    public NamesInBytes Own => _own ??= new NamesInBytes(Trail.Ids.Select(id => id.Value));

    public void Change(Func<Erasure, Erasure> change)
    {
        Erasure = change(Erasure);
        (_all, _own) = (null, null);
    }

    public void Count(ErasureCounts removed) => Erasure = Erasure with { Removed = Erasure.Removed + removed };

    /// <summary>A visitor is to be told to forget a name; false: it was told before.</summary>
    public bool Tell(VisitorId visitor, string name) => _told.Add((visitor, name));
}
