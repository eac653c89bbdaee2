using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.UpSell;

/// <summary>
/// The products an up-sell may return: of the category of the product started from, or similar to it by views or title; of the
/// same currency, dearer by 10 to 60 %, not above the cap unless by at most 25 %, and at least as well liked. One instance serves
/// one request after another.
/// </summary>
internal sealed class UpSellCandidates
{
    private readonly List<UpSellCandidate> _found = [];
    private bool _sought;

    /// <summary>What is dearer is dearer than this; null: there is nothing to start from.</summary>
    public Anchor? Anchor { get; private set; }

    /// <summary>The prices that are possible, both included; null: the price of <see cref="Anchor"/> is unknown.</summary>
    public (decimal From, decimal To)? Prices { get; private set; }

    public void Begin()
    {
        _found.Clear();
        (_sought, Anchor, Prices) = (false, null, null);
    }

    /// <summary>All of them, whether they may be in the answer for other reasons or not. Sought once a request.</summary>
    public List<UpSellCandidate> Of(RecommendationContext context)
    {
        if (_sought) return _found;
        (_sought, Anchor) = (true, context.Focus);
        if (Anchor is not { } anchor || PricesOf(context, anchor.Item) is not { } prices) return _found;
        Prices = prices;
        foreach (var item in context.Catalog.Ladders.Between(anchor.Item, prices.From, prices.To)) Add(context, anchor.Item, item);
        AddSimilar(context, anchor.Item, prices);
        return _found;
    }

    private static (decimal From, decimal To)? PricesOf(RecommendationContext context, int anchor)
    {
        if (context.Catalog[anchor].Price is not { } price || price <= 0) return null;
        var options = context.Options.UpSell;
        var cap = PriceCap.Of(context.Visitor, context.Snapshot, anchor, price, options);
        return (price * (1 + options.MinRise), Math.Min(price * (1 + options.MaxRise), cap));
    }

    // What is of the category is there already.
    private void AddSimilar(RecommendationContext context, int anchor, (decimal From, decimal To) prices)
    {
        var own = context.Catalog.CategoryOf(anchor);
        foreach (var item in context.SimilarTo(anchor))
        {
            if (own != 0 && context.Catalog.CategoryOf(item) == own) continue;
            var other = context.Catalog[item];
            if (other.Price >= prices.From && other.Price <= prices.To && other.Currency == context.Catalog[anchor].Currency) Add(context, anchor, item);
        }
    }

    private void Add(RecommendationContext context, int anchor, int item)
    {
        var liking = new ProductLiking(context.Snapshot, context.Options.UpSell).AtLeast(item, anchor);
        if (item != anchor && liking != LikingEvidence.None) _found.Add(new UpSellCandidate(item, liking));
    }
}

/// <param name="Item">Its number in the catalogue.</param>
/// <param name="Liking">By what it is liked at least as well.</param>
internal readonly record struct UpSellCandidate(int Item, LikingEvidence Liking);
