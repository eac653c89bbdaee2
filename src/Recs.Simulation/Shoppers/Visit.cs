using Recs.Core;
using Recs.Simulation.Events;
using Recs.Simulation.Shops;

namespace Recs.Simulation.Shoppers;

/// <summary>What happens in one visit: some pages, a few products that are compared, perhaps a basket. Never longer than an hour, never a pause of half an hour.</summary>
internal sealed class Visit(ProductChoice choice, IReadOnlyList<Product> atTheTill, Chance chance, Action<Instant, Deed> tell, Instant start)
{
    private const int Listed = 8;
    private const double SecondsMost = 70;

    private readonly List<Product> _seen = [];
    private Instant _now = start;

    /// <summary>The time of what was told last, or a little later.</summary>
    public Instant Now => _now;

    /// <summary>Where it begins.</summary>
    public void Arrives(ProductKind kind)
    {
        Tell(chance.Happens(0.5) ? new PageSeen("/", "Home") : new PageSeen($"/c/{Slug(kind)}", kind.Category));
        if (chance.Happens(0.08)) Tell(new ContentSeen(chance.Of<string>(["text", "image", "image", "video"])));
    }

    /// <summary>Products of one kind are looked at and compared.</summary>
    public void Compares(ProductKind kind, int most)
    {
        // Best sellers stand on top, a little shuffled.
        List<Product> list = [.. kind.Products.OrderByDescending(p => p.Appeal * chance.LogNormal(1, 0.4)).Take(Listed)];
        var listed = chance.Happens(0.5);
        if (chance.Happens(0.12)) Tell(new Searched(kind.Title));
        else if (listed) Tell(new ListSeen(kind, list));
        for (var i = 0; i < most && choice.FromList(list, _seen) is >= 0 and var at; i++)
        {
            if (listed && chance.Happens(0.4)) Tell(new ListClicked(list[at], at + 1));
            Sees(list[at]);
        }
    }

    /// <summary>Looks at one product, perhaps for longer, perhaps to remember it.</summary>
    public void Sees(Product product)
    {
        if (_seen.Contains(product)) return;
        _seen.Add(product);
        Tell(new ProductSeen(product));
        if (chance.Happens(0.2)) Tell(new PageRead(product, chance.Between(3_000, 60_000)));
        if (chance.Happens(0.05)) Tell(new Favoured(product));
    }

    /// <summary>A basket that becomes an order.</summary>
    public IReadOnlyList<OrderLine> Buys(ProductKind kind, string orderId)
    {
        var basket = new Basket(choice, atTheTill, chance);
        if ((choice.TalkedAbout() ?? choice.Again() ?? choice.ToBuy(_seen, []) ?? choice.ToBuy(kind.Products, []) ?? Affordable()) is not { } first) return [];
        basket.Fill(first, (product, quantity) =>
        {
            if (chance.Happens(0.85)) Sees(product);
            Tell(new PutIntoCart(product, quantity));
        });
        if (chance.Happens(0.6)) Tell(new CheckedOut([.. basket.Lines]));
        Tell(new Ordered(orderId, [.. basket.Lines]));
        return basket.Lines;
    }

    /// <summary>Something is put into the cart and left there.</summary>
    public void LeavesCart()
    {
        if (choice.ToBuy(_seen, []) is { } product) Tell(new PutIntoCart(product, 1));
    }

    public void Shares()
    {
        if (_seen.Count > 0) Tell(new Shared(chance.Of(_seen), chance.Of<string>(["chat", "email"])));
    }

    public void Tell(Deed deed)
    {
        tell(_now, deed);
        _now += TimeSpan.FromMilliseconds(chance.Between(2_000, (int)(SecondsMost * 1_000)));
    }

    // Of a purse for which the kind at hand is too dear, another kind is looked for.
    private Product? Affordable()
    {
        for (var i = 0; i < 50; i++)
        {
            if (choice.ToBuy(choice.Kind().Products, []) is { } product) return product;
        }

        return null;
    }

    private static string Slug(ProductKind kind) => kind.Title.Replace(' ', '-');
}
