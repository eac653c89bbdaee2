namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// A product is a substitute of another if it is similar and the two are bought in one basket less often than chance would
/// bring them there; where no baskets tell, a similar product counts as a substitute. Variants that people collect are
/// bought together more often than chance, so they are none.
/// </summary>
internal static class Substitutes
{
    /// <summary>Keeps the substitutes of all anchors out of the answer.</summary>
    public static void Block(RecommendationContext context)
    {
        foreach (var anchor in context.PurchaseAnchors) Block(context, anchor.Item);

        // Of a long cart only the first products are started from, but none of it may come back in another guise.
        for (var i = context.Options.CartAnchors; i < context.Request.Cart.Count; i++)
        {
            if (context.Catalog.TryFind(context.Request.Cart[i].Hash, out var item)) Block(context, item);
        }
    }

    private static void Block(RecommendationContext context, int item)
    {
        BlockSimilarTitles(context, item);
        BlockViewedTogether(context, item);
    }

    // Titles that share only words whose squared weights add up to less than the square of the bound can't reach it, so the
    // commonest words need not be looked up.
    private static void BlockSimilarTitles(RecommendationContext context, int anchor)
    {
        var (titles, bound) = (context.Catalog.Titles, context.Options.SubstituteTitles);
        var part = context.Scratch.Part;
        part.Clear();
        double looked = 0;
        foreach (var word in context.Scratch.RarestFirst(titles.Words(anchor)))
        {
            if (1 - looked < bound * bound) break;
            looked += word.Weight * word.Weight;
            foreach (var other in titles.Items(word.Number, context.Catalog.CategoryOf(anchor))) part.Add(other.Number, 1);
        }

        foreach (var item in part.Items)
        {
            if (titles.Cosine(anchor, item) >= bound && !BoughtTogether(context, anchor, item)) context.Eligibility.Block(item);
        }
    }

    private static void BlockViewedTogether(RecommendationContext context, int anchor)
    {
        var views = context.Snapshot[anchor].CoViews;
        for (var i = 0; i < views.Keys.Length; i++)
        {
            if (!context.Catalog.TryFind(views.Keys[i], out var item)) continue;
            var similarity = CoViewSimilarity.Of(views, i, context.Snapshot[item].CoViews, context.Options.CoViewShrinkage);
            if (similarity >= context.Options.SubstituteViews && !BoughtTogether(context, anchor, item)) context.Eligibility.Block(item);
        }
    }

    private static bool BoughtTogether(RecommendationContext context, int a, int b) =>
        Together.Of(context.Snapshot, a, b) > context.Lift.Expected(context.Snapshot[a].Counts, context.Snapshot[b].Counts);
}
