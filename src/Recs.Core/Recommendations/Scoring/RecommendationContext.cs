using Recs.Core.Catalog;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>One request with all that sources look at.</summary>
public sealed class RecommendationContext
{
    internal RecommendationContext(RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot, RecommenderOptions options, Scratch scratch)
    {
        Request = request;
        Visitor = visitor;
        Snapshot = snapshot;
        Options = options;
        Scratch = scratch;
        var anchors = new AnchorSelection(request, visitor, snapshot.Catalog, options).Select();
        ViewAnchors = anchors.Viewed;
        PurchaseAnchors = anchors.Bought;
    }

    public RecommendationRequest Request { get; }

    /// <summary>Null: nobody known.</summary>
    public VisitorView? Visitor { get; }

    public SiteSnapshot Snapshot { get; }

    public RecommenderOptions Options { get; }

    /// <summary>Products to find similar ones to, the most important first.</summary>
    public IReadOnlyList<Anchor> ViewAnchors { get; }

    /// <summary>Products to find complements to.</summary>
    public IReadOnlyList<Anchor> PurchaseAnchors { get; }

    /// <summary>How many items are still missing.</summary>
    public int Wanted { get; internal set; }

    public Eligibility Eligibility => Scratch.Eligibility;

    public CatalogSnapshot Catalog => Snapshot.Catalog;

    internal Scratch Scratch { get; }

    internal Lift Lift => new(Snapshot.Totals, Options.Lift);
}
