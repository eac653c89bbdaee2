using Recs.Core.Events;

namespace Recs.Core.Tests.Visitors;

/// <summary>Someone who wants the state to be as large as it can be: every list full, every id and text as long as it may be.</summary>
internal static class AdversarialShopper
{
    /// <summary>As many codes as ISO 4217 has.</summary>
    public static readonly IReadOnlyList<string> Currencies =
        [.. from a in "XY" from b in "ABCDEFGHIJ" from c in "ABCDEFGHI" select $"{a}{b}{c}"];

    /// <summary>An event meant to make the state larger; up to 30 a minute, so that the window of messages stays full.</summary>
    public static void Step(Shopper shopper, Random random)
    {
        shopper.After(TimeSpan.FromMilliseconds(random.Next(2_000, 90_000)));
        var header = shopper.Header(random.Next(3) == 0 ? TimeSpan.FromMilliseconds(random.Next(7 * 24 * 3_600_000)) : null, Text(random, 100)) with
        {
            Device = (DeviceClass)random.Next(5),
            PageViewId = Text(random, 64),
            Trusted = true,
        };
        shopper.Send(Of(header, random));
    }

    private static VisitorEvent Of(EventHeader header, Random random) => random.Next(20) switch
    {
        0 => new PageViewed(header, $"/{Text(random, 60)}"),
        1 => new PageEngaged(header, TimeSpan.FromMinutes(1), Text(random, 128)) { Item = Line(random) },
        2 => new ContentViewed(header, (ContentForm)random.Next(5)),
        3 => new ProductViewed(header, Line(random)),
        4 => new WishlistAdded(header, Line(random)),
        5 => new WishlistRemoved(header, Line(random)),
        6 => new CartAdded(header, Line(random)),
        7 => new CartRemoved(header, Line(random) with { Quantity = int.MaxValue }),
        8 => new OrderCompleted(header, Text(random, 100), Currency(random), 999_999_999.9999m, [.. Enumerable.Range(0, 30).Select(_ => Line(random))]),
        9 => new OrderRefunded(header, null, Currency(random), random.Next(2) == 0 ? 999_999_999.9999m : -999_999_999.9999m, []),
        10 => new Identified(header, Text(random, 128), false, [.. Enumerable.Range(0, 4).Select(_ => new Trait(Text(random, 32), TraitType.Text, Text(random, 64)))]),
        11 => new ProductsSearched(header, Text(random, 60)),
        12 => new FriendLinked(header, Text(random, 128)),
        13 => random.Next(2) == 0 ? new FriendUnlinked(header, Text(random, 128)) : new FriendClaimed(header, (ulong)random.NextInt64(), true),
        14 => new CampaignClicked(header, Text(random, 60), "email"),
        15 => new RecommendationViewed(header, Text(random, 60), Text(random, 30), []),
        16 => new RecommendationClicked(header, Text(random, 60), Text(random, 30), Line(random), int.MaxValue),
        17 => new ConsentChanged(header, true, true, false),
        18 => new AliasReleased(header, new VisitorId(Text(random, 128))) { To = new VisitorId(Text(random, 128)) },
        _ => new Merged(header, (ulong)random.NextInt64(), new VisitorId(Text(random, 128)), [], []),
    };

    private static ItemLine Line(Random random) => new(new ItemId(Text(random, 64)))
    {
        Category = $"{Text(random, 30)} > {Text(random, 30)}",
        Brand = Text(random, 60),
        Price = 999_999_999.9999m - random.Next(1_000_000),
        Currency = "EUR",
        Quantity = int.MaxValue,
    };

    private static string Currency(Random random) => Currencies[random.Next(Currencies.Count)];

    private static string Text(Random random, int bytes) =>
        string.Create(bytes, random, static (span, r) =>
        {
            foreach (ref var c in span) c = (char)('!' + r.Next(90));
        });
}
