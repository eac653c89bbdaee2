using Recs.Core.Catalog;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Visitors;

/// <summary>A visitor made of nothing but what the request tells of the session. Lasts as long as the answer.</summary>
internal static class SessionViews
{
    /// <summary>Null where the request tells nothing.</summary>
    public static VisitorView? Of(RecommendationRequest request, CatalogSnapshot catalog)
    {
        if (request.Recent.Count == 0) return null;
        List<ulong> seen = [], cart = [], wished = [], ordered = [];
        Dictionary<ulong, double> categories = [], brands = [];
        foreach (var (item, deed) in request.Recent)
        {
            if (!seen.Contains(item.Hash)) seen.Add(item.Hash);
            if (deed == RecentDeed.Cart) cart.Add(item.Hash);
            if (deed == RecentDeed.Wishlist) wished.Add(item.Hash);
            if (deed == RecentDeed.Order) ordered.Add(item.Hash);
            if (!catalog.TryFind(item.Hash, out var known)) continue;
            Add(categories, catalog[known].Category, Weight(deed));
            Add(brands, catalog[known].Brand, Weight(deed));
        }

        return new VisitorView
        {
            OnlySession = true,
            RecentProducts = [.. seen.Select(item => new ViewedProduct(item, default))],
            SessionItems = seen,
            Cart = cart,
            Favourites = wished,
            Categories = [.. categories.Select(c => new Liking(c.Key, c.Value))],
            Brands = [.. brands.Select(b => new Liking(b.Key, b.Value))],
            LastPurchase = ordered,
            JustBought = ordered,
            Bought = ordered.ToHashSet(),
        };
    }

    private static void Add(Dictionary<ulong, double> weights, string? name, double weight)
    {
        if (string.IsNullOrEmpty(name)) return;
        var key = Hash64.Of(name);
        weights[key] = weights.GetValueOrDefault(key) + weight;
    }

    private static double Weight(RecentDeed deed)
    {
        var weights = VisitorOptions.Default.Weights;
        return deed switch
        {
            RecentDeed.Click => weights.ListClick,
            RecentDeed.Wishlist => weights.Wishlist,
            RecentDeed.Cart => weights.Cart,
            RecentDeed.Order => weights.Order,
            _ => weights.View,
        };
    }
}
