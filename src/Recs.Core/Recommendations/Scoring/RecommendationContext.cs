using Recs.Core.Catalog;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>One request with all that sources look at.</summary>
public sealed class RecommendationContext
{
    internal RecommendationContext(RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot, RecommenderOptions options, SnapshotRelations relations, Scratch scratch)
    {
        Request = request;
        Visitor = visitor;
        Snapshot = snapshot;
        Options = options;
        Relations = relations;
        Scratch = scratch;
        var anchors = new AnchorSelection(request, visitor, snapshot.Catalog, options).Select();
        ViewAnchors = anchors.Viewed;
        PurchaseAnchors = anchors.Bought;
        Focus = anchors.Focus;
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

    /// <summary>The one product to find a better one to; null: none is known.</summary>
    public Anchor? Focus { get; }

    /// <summary>How many items are still missing.</summary>
    public int Wanted { get; internal set; }

    public Eligibility Eligibility => Scratch.Eligibility;

    public CatalogSnapshot Catalog => Snapshot.Catalog;

    internal Scratch Scratch { get; }

    internal SnapshotRelations Relations { get; }

    /// <summary>Products that could serve the same need as an item.</summary>
    internal ReadOnlySpan<int> SimilarTo(int item) => Relations[item].Similar;

    internal Lift Lift => new(Snapshot.Totals, Options.Lift);
}
