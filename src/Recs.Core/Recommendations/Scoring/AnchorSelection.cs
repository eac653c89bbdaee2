using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// Which products a form starts from. re_sell: the item asked for, else the recent views. cross_sell: item and cart, else the
/// visitor's cart, else the last order. up_sell: the item, else
/// the newest view, else the cart. for_you: the recent views, then the favourites, and the cart with the last order.
/// Products that the catalogue does not know are passed over.
/// </summary>
internal sealed class AnchorSelection(RecommendationRequest request, VisitorView? visitor, CatalogSnapshot catalog, RecommenderOptions options)
{
    private readonly List<Anchor> _viewed = [];
    private readonly List<Anchor> _bought = [];

    /// <summary>Compared by views and titles.</summary>
    public List<Anchor> Viewed => _viewed;

    /// <summary>Compared by baskets.</summary>
    public List<Anchor> Bought => _bought;

    /// <summary>The one product the visitor is at; null: none is known.</summary>
    public Anchor? Focus { get; private set; }

    public AnchorSelection Select()
    {
        switch (request.Form)
        {
            case RecommendationForm.ReSell:
                if (!AddItem(_viewed)) AddViewed(favourites: false);
                break;
            case RecommendationForm.CrossSell:
                if (!(AddItem(_bought) | AddCart()) && !AddVisitorCart()) AddLastPurchase();
                break;
            case RecommendationForm.UpSell:
                if (!AddItem(_viewed)) AddViewed(favourites: false);
                if (!AddCart()) AddVisitorCart();
                break;
            case RecommendationForm.ForYou:
                AddItem(_viewed);
                AddViewed(favourites: true);
                if (!AddCart()) AddVisitorCart();
                AddLastPurchase();
                break;
        }

        Focus = _viewed.Count > 0 ? _viewed[0] : _bought.Count > 0 ? _bought[0] : null;
        return this;
    }

    private bool AddItem(List<Anchor> to) => request.Item is { } item && Add(to, item.Hash, 1, RecommendationTier.Similar);

    private bool AddCart()
    {
        var any = false;
        foreach (var item in request.Cart)
        {
            if (_bought.Count >= options.CartAnchors) break;
            any |= Add(_bought, item.Hash, 1, RecommendationTier.Session);
        }

        return any;
    }

    private bool AddVisitorCart()
    {
        if (visitor is null) return false;
        var any = false;
        foreach (var item in visitor.Cart) any |= Add(_bought, item, 1, RecommendationTier.Session);
        return any;
    }

    private void AddLastPurchase()
    {
        if (visitor is null) return;
        foreach (var item in visitor.LastPurchase) Add(_bought, item, 1, visitor.History);
    }

    // Each one weighs less than the one before.
    private void AddViewed(bool favourites)
    {
        if (visitor is null) return;
        double weight = 1;
        foreach (var (item, _) in visitor.RecentProducts)
        {
            var tier = visitor.SessionItems.Contains(item) ? RecommendationTier.Session : visitor.History;
            if (_viewed.Count < options.RecentAnchors && Add(_viewed, item, weight, tier)) weight *= options.RecencyFactor;
        }

        if (!favourites) return;
        foreach (var item in visitor.Favourites)
        {
            if (_viewed.Count < options.RecentAnchors && Add(_viewed, item, weight, visitor.History)) weight *= options.RecencyFactor;
        }
    }

    private bool Add(List<Anchor> to, ulong hash, double weight, RecommendationTier tier)
    {
        if (!catalog.TryFind(hash, out var item)) return false;
        foreach (var known in to)
        {
            if (known.Item == item) return true;
        }

        to.Add(new Anchor(item, weight, tier));
        return true;
    }
}
