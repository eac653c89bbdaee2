namespace Recs.Core.Recommendations;

/// <summary>How close to the visitor the evidence for an item is.</summary>
public enum RecommendationTier
{
    /// <summary>The visitor's own history.</summary>
    Personal,

    /// <summary>The current session or cart.</summary>
    Session,

    /// <summary>The product the page shows.</summary>
    Similar,

    /// <summary>A category.</summary>
    Segment,

    /// <summary>The whole shop.</summary>
    Popular,
}
