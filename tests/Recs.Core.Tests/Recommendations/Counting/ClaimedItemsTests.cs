using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Recommendations.Counting;

/// <summary>Whoever holds a public key can make up product ids; a partition counts so many of them and no more.</summary>
public sealed class ClaimedItemsTests
{
    private const int Room = 5;
    private static readonly CountingOptions Small = new() { ClaimedItems = Room };

    [Fact]
    public void Of_products_that_only_browsers_name_the_first_are_counted_and_go_on_being_counted()
    {
        var counted = new Counted(Small).Apply([.. Enumerable.Range(0, 100).Select(i => Given.View($"made-up-{i}"))]);
        counted.Apply(Given.View("made-up-0"));

        Assert.Equal(Room, Items(counted));
        Assert.Equal(2, counted.Item("made-up-0").Views);
        Assert.False(counted.Has(CounterKind.Item, "made-up-99"));
        Assert.Equal(101, counted.Totals().Views);
    }

    [Fact]
    public void Products_of_the_catalogue_and_of_the_shops_servers_find_room_though_it_is_full()
    {
        var counted = Full();
        counted.Apply(Catalogued("mug"), Trusted("pot"), TrustedOrder("bowl", "mug"), Given.View("made-up-new"));

        Assert.All(["mug", "pot", "bowl"], item => Assert.True(counted.Item(item).IsProven, item));
        Assert.Equal((1, 1), (counted.Item("mug").Views, counted.Item("mug").Orders));
        Assert.Equal(Room + 3, Items(counted));
    }

    [Fact]
    public void One_that_turns_out_to_be_the_shops_makes_room_for_another()
    {
        var counted = Full();
        counted.Apply(Catalogued("made-up-3"), Given.View("next"), Given.View("one-more"));

        Assert.Equal(2, counted.Item("made-up-3").Views);
        Assert.True(counted.Has(CounterKind.Item, "next"));
        Assert.False(counted.Has(CounterKind.Item, "one-more"));
    }

    [Fact]
    public void What_is_not_counted_is_in_nobodys_pairs()
    {
        var counted = Full();
        counted.Apply(Catalogued("mug"), Given.View("made-up-x", earlier: ["mug"]), Given.View("made-up-1", earlier: ["made-up-x", "mug"]), Given.Order("o", ["mug", "made-up-1", "made-up-y"]));

        Assert.Equal(1u, counted.Pair(CounterKind.CoViews, "mug", "made-up-1").Count);
        Assert.Equal(1u, counted.Pair(CounterKind.CoPurchases, "mug", "made-up-1").Count);
        foreach (var kind in new[] { CounterKind.CoViews, CounterKind.CoPurchases })
        {
            Assert.All(["mug", "made-up-1"], item => Assert.Equal(1, counted.Neighbours(kind, item).Length));
            Assert.All(["made-up-x", "made-up-y"], item => Assert.False(counted.Has(kind, item)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public void Bytes_depend_neither_on_batches_nor_on_restarts(int batch)
    {
        var random = new Random(7);
        var events = Enumerable.Range(0, 600).Select(_ => Any(random)).ToArray();
        var restarted = new Counted(Small);
        foreach (var part in events.Chunk(batch))
        {
            restarted.Apply(part);
            restarted.Restart();
        }

        Assert.Equal(new Counted(Small).Apply(events).Bytes(), restarted.Bytes());
    }

    [Fact]
    public void Counts_of_the_version_before_are_read_and_not_taken_for_the_shops()
    {
        var counted = new Counted(Small).Apply(Trusted("mug"));
        var written = counted.Commit().Single(c => c.Kind == (byte)CounterKind.Item).Bytes;
        var before = ItemCounts.Read([1, .. written[1..^1]]);

        Assert.Equal((1, false, true), (before.Views, before.IsProven, ItemCounts.Read(written).IsProven));
    }

    private static Counted Full() => new Counted(Small).Apply([.. Enumerable.Range(0, Room).Select(i => Given.View($"made-up-{i}"))]);

    private static int Items(Counted counted)
    {
        return counted.Bytes().Split('\n').Count(line => line.Contains($", {(byte)CounterKind.Item}, ", StringComparison.Ordinal));
    }

    private static AppliedEvent Any(Random random)
    {
        var item = $"i{random.Next(60)}";
        return random.Next(5) switch
        {
            0 => Catalogued($"i{random.Next(10)}"),
            1 => Given.Order($"o{random.Next()}", [item, $"i{random.Next(60)}", $"i{random.Next(60)}"]),
            2 => TrustedOrder($"i{random.Next(20)}", item),
            _ => Given.View(item, earlier: [$"i{random.Next(60)}"]),
        };
    }

    private static AppliedEvent Catalogued(string item) => Given.Of(new ProductViewed(Given.Header(), Given.Line(item) with { Catalogued = true }));

    private static AppliedEvent Trusted(string item) => Given.Of(new ProductViewed(Given.Header() with { Trusted = true }, Given.Line(item)));

    private static AppliedEvent TrustedOrder(params string[] items) =>
        Given.Of(new OrderCompleted(Given.Header() with { Trusted = true }, string.Join('-', items), "EUR", 10, Given.Lines(items)));
}
