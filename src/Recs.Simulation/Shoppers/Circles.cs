using Recs.Simulation.Shops;

namespace Recs.Simulation.Shoppers;

/// <summary>Who is friends with whom: the sociable ones among neighbours know each other, and talk about the same few products.</summary>
internal sealed class Circles(SimulationOptions options, Shop shop)
{
    private const ulong Part = 4;
    private const int Neighbours = 24;
    private const int Favourites = 6;

    /// <summary>User ids of the friends; empty for who is not sociable.</summary>
    public IReadOnlyList<string> FriendsOf(Shopper shopper)
    {
        if (!shopper.IsSociable) return [];
        var first = CircleOf(shopper) * Neighbours;
        return [.. Enumerable.Range(first, Math.Min(Neighbours, options.Shoppers - first))
            .Where(i => i != shopper.Index)
            .Select(i => Shopper.Create(options, shop, i))
            .Where(other => other.IsSociable)
            .Select(other => other.UserId!)];
    }

    /// <summary>What the circle talks about; empty for who is not sociable.</summary>
    public IReadOnlyList<Product> FavouritesOf(Shopper shopper)
    {
        if (!shopper.IsSociable) return [];
        var chance = Chance.Of(options.Seed, Part, CircleOf(shopper));
        return [.. Enumerable.Range(0, Favourites).Select(_ => chance.Of(shop.Products))];
    }

    private static int CircleOf(Shopper shopper) => shopper.Index / Neighbours;
}
