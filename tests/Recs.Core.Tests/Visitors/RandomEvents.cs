using Recs.Core.Events;

namespace Recs.Core.Tests.Visitors;

/// <summary>Random events of a small world, so that things meet: few products and orders, times that tie, late events, repeats, refunds before orders.</summary>
internal static class RandomEvents
{
    private static readonly string[] Items = ["mug", "cup", "bowl", "plate", "lamp"];
    private static readonly string[] Categories = ["Home > Mugs", "Home > Bowls", "Garden", "Toys > Wooden"];
    private static readonly string[] Brands = ["Blue", "Red", "Green"];
    private static readonly string[] Currencies = ["EUR", "EUR", "USD", "GBP"];
    private static readonly decimal[] Prices = [0.0001m, 1, 9.99m, 999_999_999.9999m];
    private static readonly int[] Quantities = [1, 2, 1_000_000, int.MaxValue];

    /// <summary>Message ids that several visitors may send.</summary>
    public static IReadOnlyList<string> SharedMessages { get; } = [.. Enumerable.Range(0, 6).Select(i => $"shared-{i}")];

    /// <summary>The clock moves on a little or a lot, or stands, and something happens.</summary>
    public static VisitorEvent Step(Shopper shopper, Random random)
    {
        shopper.After(random.Next(6) switch
        {
            0 => TimeSpan.Zero,
            1 => TimeSpan.FromSeconds(random.Next(3)),
            2 => TimeSpan.FromMinutes(random.Next(45)),
            3 => TimeSpan.FromHours(random.Next(30)),
            4 => TimeSpan.FromDays(random.Next(4)),
            _ => TimeSpan.FromMinutes(random.Next(3)),
        });
        var e = Of(shopper, random);
        shopper.Send(e);
        return e;
    }

    /// <summary>An event now or up to seven days ago.</summary>
    public static VisitorEvent Of(Shopper shopper, Random random)
    {
        var late = random.Next(4) == 0 ? TimeSpan.FromSeconds(random.Next(7 * 24 * 3_600)) : TimeSpan.Zero;
        var repeated = random.Next(10) == 0 ? SharedMessages[random.Next(SharedMessages.Count)] : null;
        var header = shopper.Header(late, repeated) with
        {
            Device = (DeviceClass)random.Next(5),
            Trusted = random.Next(2) == 0,
            PageViewId = random.Next(2) == 0 ? $"page-{random.Next(3)}" : null,
            TimeZone = random.Next(5) == 0 ? "Asia/Tokyo" : null,
            UtcOffset = random.Next(3) == 0 ? TimeSpan.FromMinutes(random.Next(-48, 56) * 15) : null,
        };
        return Of(header, random);
    }

    private static VisitorEvent Of(EventHeader header, Random random) => random.Next(28) switch
    {
        0 or 1 => new PageViewed(header, $"/{random.Next(9)}"),
        2 => new PageEngaged(header, TimeSpan.FromMilliseconds(random.Next(1, 60_000)), Pick(random, Categories)) { Item = random.Next(2) == 0 ? Line(random) : null },
        3 => new ContentViewed(header, (ContentForm)random.Next(5)),
        4 or 5 => new ProductViewed(header, Line(random)),
        6 => new ProductClicked(header, Line(random)),
        7 => new WishlistAdded(header, Line(random)),
        8 => new WishlistRemoved(header, Line(random)),
        9 or 10 => new CartAdded(header, Line(random)),
        11 => new CartRemoved(header, Line(random)),
        12 or 13 => new OrderCompleted(header, OrderId(random), Pick(random, Currencies), Pick(random, Prices), [Line(random), Line(random)]),
        14 => new OrderRefunded(header, random.Next(6) == 0 ? null : OrderId(random), random.Next(3) == 0 ? Pick(random, Currencies) : null, random.Next(3) == 0 ? null : Pick(random, Prices), []),
        15 => new ProductsSearched(header, $"search {random.Next(5)}"),
        16 => new ProductShared(header, Line(random), null),
        17 or 18 => new FriendLinked(header, $"friend-{random.Next(4)}"),
        19 => random.Next(2) == 0 ? new FriendUnlinked(header, $"friend-{random.Next(4)}") : new FriendClaimed(header, Hash64.Of($"friend-{random.Next(4)}"), random.Next(4) > 0),
        20 => Campaign(header, $"campaign-{random.Next(4)}", random),
        21 => new RecommendationViewed(header, $"list-{random.Next(4)}", Placement(random), []),
        22 => new RecommendationClicked(header, $"list-{random.Next(4)}", Placement(random), Line(random), random.Next(1, 9)),
        23 => new ConsentChanged(header, Permission(random), Permission(random), Choice(random)),
        24 => new SignedIn(header, null),
        25 or 26 => Alias(header, new VisitorId($"device-{random.Next(4)}"), random),
        _ => new Identified(header, $"claimed-{random.Next(3)}", false, [new Trait($"trait-{random.Next(4)}", TraitType.Text, random.Next(4) == 0 ? "" : $"{random.Next(9)}")]),
    };

    // A handing over has its time and id from its maker, so whoever has both of one has the same.
    private static VisitorEvent Alias(EventHeader header, VisitorId alias, Random random)
    {
        var id = $"{alias.Value}-{header.Time.UnixMilliseconds}";
        return random.Next(3) > 0
            ? new Merged(header with { MessageId = $"merge-{id}" }, Hash64.Of(id), alias, [], [])
            : new AliasReleased(header with { MessageId = $"release-{id}" }, alias) { To = new VisitorId($"user-{random.Next(3)}") };
    }

    private static VisitorEvent Campaign(EventHeader header, string campaign, Random random) => random.Next(3) switch
    {
        0 => new CampaignContacted(header, campaign, "email"),
        1 => new CampaignOpened(header, campaign, "email"),
        _ => new CampaignClicked(header, campaign, null),
    };

    private static string? Placement(Random random) => random.Next(3) switch { 0 => null, 1 => "home", _ => "cart" };

    // Seldom refused, since little happens to who has.
    private static bool? Permission(Random random) => random.Next(12) == 0 ? false : random.Next(2) == 0 ? null : true;

    private static bool? Choice(Random random) => random.Next(3) switch { 0 => null, 1 => false, _ => true };

    private static string OrderId(Random random) => $"order-{random.Next(5)}";

    private static ItemLine Line(Random random) => new(new ItemId(Pick(random, Items)))
    {
        Category = Pick(random, Categories),
        Brand = random.Next(3) == 0 ? null : Pick(random, Brands),
        Price = random.Next(3) == 0 ? null : Pick(random, Prices),
        Currency = random.Next(4) == 0 ? "USD" : null,
        Quantity = Pick(random, Quantities),
    };

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
