namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// A product is a substitute of another if it is similar and the two are bought in one basket less often than chance would
/// bring them there; where no baskets tell, a similar product counts as a substitute. Variants that people collect are
/// bought together more often than chance, so they are none. See <see cref="Relations.ItemRelations"/>.
/// </summary>
internal static class Substitutes
{
    /// <summary>Keeps the substitutes of all anchors out of the answer.</summary>
    public static void Block(RecommendationContext context)
    {
        foreach (var anchor in context.PurchaseAnchors) Block(context, anchor.Item);

        // Of a long cart only the first products are started from, but none of it may come back in another guise.
        // A product asked for takes one of their places, so the whole of it is gone through; blocking twice changes nothing.
        for (var i = context.Request.Cart.Count < context.Options.CartAnchors ? context.Request.Cart.Count : 0; i < context.Request.Cart.Count; i++)
        {
            if (context.Catalog.TryFind(context.Request.Cart[i].Hash, out var item)) Block(context, item);
        }
    }

    private static void Block(RecommendationContext context, int item)
    {
        foreach (var other in context.Relations[item].Substitutes) context.Eligibility.Block(other);
    }
}
