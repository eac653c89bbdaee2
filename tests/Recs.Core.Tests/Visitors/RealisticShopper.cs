using Recs.Core.Events;

namespace Recs.Core.Tests.Visitors;

/// <summary>
/// A visitor as shops know them: a few sessions over weeks, pages and products of two or three categories, now and then a
/// wish, a cart, an order. One seed, one visitor.
/// </summary>
internal static class RealisticShopper
{
    private static readonly string[] Categories =
    [
        "Home > Kitchen > Mugs", "Home > Kitchen > Bowls", "Home > Decoration > Candles", "Garden > Tools > Shears",
        "Toys > Wooden > Blocks", "Fashion > Shoes > Sneakers", "Fashion > Bags > Totes", "Office > Paper > Notebooks",
    ];

    private static readonly DeviceClass[] Devices = [DeviceClass.Pc, DeviceClass.Mobile, DeviceClass.Mobile, DeviceClass.Tablet];

    public static Shopper Of(int seed, int events)
    {
        var random = new Random(seed);
        var shopper = new Shopper($"visitor-{seed:x8}-5c1f-4c5e-9a77-0a5a2f6f7c11");
        var favourite = random.Next(Categories.Length);
        var device = Devices[random.Next(Devices.Length)];
        string? cart = null;
        for (var sent = 0; sent < events;)
        {
            shopper.After(TimeSpan.FromHours(random.Next(3, 24 * 9)) + TimeSpan.FromMilliseconds(random.Next(3_600_000)));
            for (var left = random.Next(2, 11); left > 0 && sent < events; left--, sent++)
                Step(shopper, random, random.NextDouble() < 0.6 ? favourite : random.Next(Categories.Length), device, ref cart);
        }

        return shopper;
    }

    private static void Step(Shopper shopper, Random random, int category, DeviceClass device, ref string? cart)
    {
        shopper.After(TimeSpan.FromMilliseconds(random.Next(2_000, 240_000)));
        var product = random.Next(400);
        var line = Shopper.Line($"sku-{category}-{product}", 5 + (product % 60) + 0.99m, Categories[category], $"Brand {product % 7}");
        var header = shopper.Header(message: Uuid(random)) with { Device = device };
        var dice = random.NextDouble();
        if (dice < 0.30)
            shopper.Send(new PageViewed(header, random.Next(3) == 0 ? "/" : $"/c/{Slug(Categories[category])}"));
        else if (dice < 0.42)
            shopper.Send(new PageViewed(header, $"/p/{Slug(Categories[category])}-{product}"));
        else if (dice < 0.72)
            shopper.Send(new ProductViewed(header, line));
        else if (dice < 0.84)
            shopper.Send(new PageEngaged(header with { PageViewId = Uuid(random) }, TimeSpan.FromMilliseconds(random.Next(900, 60_000)), line.Category) { Item = line });
        else if (dice < 0.88)
            shopper.Send(new WishlistAdded(header, line));
        else if (dice < 0.96 || cart is null)
            shopper.Send(new CartAdded(header, Shopper.Line(cart = line.Item.Value, line.Price, line.Category, line.Brand)));
        else
            shopper.Send(new OrderCompleted(header, Uuid(random), "EUR", 39.90m, [Shopper.Line(cart, 39.90m, Categories[category], "Brand 1")]));
    }

    private static string Slug(string category) => category[(category.LastIndexOf('>') + 2)..].ToLowerInvariant();

    private static string Uuid(Random random) => $"018f{random.Next():x8}-7{random.Next(4096):x3}-{random.NextInt64():x16}";
}
