using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>Counters, sightings and names.</summary>
public abstract partial class VisitorReaderSpec
{
    [Fact]
    public async Task An_owner_loads_all_counters_of_its_partition()
    {
        StoredCounter[] counters = [Counter(0, 0, 1), Counter(255, ulong.MaxValue, 2), Counter(1, 1UL << 63, 3), Counter(1, 5, 4) with { Site = OtherSite }];
        var head = await Committed(Batch(await Acquire(0), counters: counters));
        await Committed(Batch(await Acquire(1), counters: [Counter(1, 5, 9)]));
        await Committed(Batch(head, counters: [Counter(1, 1UL << 63, 33)]));

        var loaded = await Store.LoadCountersAsync(0, Cancel).Select(Line).ToListAsync(Cancel);

        Assert.Equal(["default 0 0 01", "default 1 9223372036854775808 21", "default 255 18446744073709551615 02", "other 1 5 04"], loaded.Order());
    }

    [Fact]
    public async Task Counters_of_all_partitions_are_read_from_nothing()
    {
        await Committed(Batch(await Acquire(0), counters: [Counter(1, 5, 1), Counter(1, 5, 9) with { Site = OtherSite }]));
        await Committed(Batch(await Acquire(3), counters: [Counter(1, 5, 2), Counter(2, 5, 3)]));

        var changes = await Reader.ReadCounterChangesAsync(Site, 0, Cancel);

        Assert.Equal(["0 default 1 5 01", "3 default 1 5 02", "3 default 2 5 03"], changes.Counters.Select(c => $"{c.Partition} {Line(c.Counter)}").Order());
    }

    [Fact]
    public async Task Counters_changed_after_a_version_come_once_as_they_are_now()
    {
        var head = await Committed(Batch(await Acquire(0), counters: [Counter(1, 1, 1), Counter(1, 2, 1)]));
        var version = (await Reader.ReadCounterChangesAsync(Site, 0, Cancel)).Version;
        head = await Committed(Batch(head, counters: [Counter(1, 2, 2), Counter(1, 3, 1)]));
        await Committed(Batch(head, counters: [Counter(1, 2, 3)]));

        var changes = await Reader.ReadCounterChangesAsync(Site, version, Cancel);

        Assert.Equal(["default 1 2 03", "default 1 3 01"], changes.Counters.Select(c => Line(c.Counter)).Order());
        Assert.Empty((await Reader.ReadCounterChangesAsync(Site, changes.Version, Cancel)).Counters);
    }

    [Fact]
    public async Task A_site_without_counters_gives_none_and_a_version_to_go_on_from()
    {
        var nothing = await Reader.ReadCounterChangesAsync(Site, 0, Cancel);
        Assert.Empty(nothing.Counters);

        await Committed(Batch(await Acquire(0), counters: [Counter(1, 1, 1)]));

        Assert.Single((await Reader.ReadCounterChangesAsync(Site, nothing.Version, Cancel)).Counters);
    }

    [Fact]
    public async Task Following_versions_while_owners_commit_misses_nothing()
    {
        var seen = new Dictionary<(int, ulong), int>();
        long version = 0;
        var committing = Task.WhenAll(Enumerable.Range(0, 4).Select(p => Task.Run(() => CountAsync(p, commits: 60), Cancel)));

        while (!committing.IsCompleted) version = await FollowAsync(seen, version);
        await committing;
        await FollowAsync(seen, version);

        Assert.Equal(4 * 8, seen.Count);
        Assert.All(seen, counter => Assert.Equal(LastCommitOf(counter.Key.Item2, commits: 60), counter.Value));
    }

    [Fact]
    public async Task A_sighting_keeps_the_facts_a_newer_one_leaves_out()
    {
        var full = new ItemLine(new ItemId("i")) { Name = "Mug", Category = "Home > Kitchen", Brand = "Acme", Price = 12.3456m, Currency = "EUR" };
        var head = await Committed(Batch(await Acquire(0), sightings: [(Site, full), (OtherSite, new ItemLine(new ItemId("i")))]));
        head = await Committed(Batch(head, sightings: [(Site, new ItemLine(new ItemId("i")))]));
        Assert.Equal([full], (await Reader.ReadSightingsAsync(Site, 0, Cancel)).Items);

        await Committed(Batch(head, sightings: [(Site, new ItemLine(new ItemId("i")) { Brand = "Bolt", Price = 10m })]));
        await Committed(Batch(await Acquire(1), sightings: [(Site, new ItemLine(new ItemId("i")) { Name = "Big mug" })]));

        Assert.Equal([full with { Name = "Big mug", Brand = "Bolt", Price = 10m }], (await Reader.ReadSightingsAsync(Site, 0, Cancel)).Items);
        Assert.Equal([new ItemLine(new ItemId("i"))], (await Reader.ReadSightingsAsync(OtherSite, 0, Cancel)).Items);
    }

    [Fact]
    public async Task What_the_shop_told_of_a_product_stays_against_browsers_and_what_it_left_out_does_not()
    {
        var mug = new ItemLine(new ItemId("mug"));
        var head = await Committed(Batch(await Acquire(0), sightings: [(Site, mug with { Name = "Mug", Price = 12m })]));
        var version = (await Reader.ReadSightingsAsync(Site, 0, Cancel)).Version;

        head = await Committed(Batch(head, claimed: [(Site, mug with { Name = "Cheap!", Price = 0.01m, Currency = "JPY" })]));
        Assert.Empty((await Reader.ReadSightingsAsync(Site, version, Cancel)).Items);
        head = await Committed(Batch(head, claimed: [(Site, mug with { Name = "Cheap!", Brand = "Acme" })]));
        Assert.Equal([mug with { Name = "Mug", Brand = "Acme", Price = 12m }], (await Reader.ReadSightingsAsync(Site, version, Cancel)).Items);

        // From another partition, and later for good.
        await Committed(Batch(await Acquire(1), sightings: [(Site, mug with { Brand = "Bolt", Price = 10m, Currency = "EUR" })]));
        await Committed(Batch(head, claimed: [(Site, mug with { Name = "Cheap!", Brand = "Acme", Price = 0.01m })]));
        Assert.Equal([mug with { Name = "Mug", Brand = "Bolt", Price = 10m, Currency = "EUR" }], (await Reader.ReadSightingsAsync(Site, 0, Cancel)).Items);
    }

    [Fact]
    public async Task The_shops_first_price_does_not_take_the_currency_of_a_browser()
    {
        var mug = new ItemLine(new ItemId("mug"));
        var head = await Committed(Batch(await Acquire(0), claimed: [(Site, mug with { Price = 5m, Currency = "JPY" })]));
        Assert.Equal([mug with { Price = 5m, Currency = "JPY" }], (await Reader.ReadSightingsAsync(Site, 0, Cancel)).Items);
        await Committed(Batch(head, sightings: [(Site, mug with { Price = 12m })]));
        Assert.Equal([mug with { Price = 12m }], (await Reader.ReadSightingsAsync(Site, 0, Cancel)).Items);
    }

    [Fact]
    public async Task Sightings_that_say_something_new_after_a_version_come_once()
    {
        var head = await Committed(Batch(await Acquire(0), sightings: [(Site, Item("a", 1)), (Site, Item("b", 1))]));
        var version = (await Reader.ReadSightingsAsync(Site, 0, Cancel)).Version;
        head = await Committed(Batch(head, sightings: [(Site, Item("b", 2)), (Site, Item("c", 1))]));
        await Committed(Batch(head, sightings: [(Site, Item("b", 3))]));

        var changes = await Reader.ReadSightingsAsync(Site, version, Cancel);

        Assert.Equal([Item("b", 3), Item("c", 1)], changes.Items.OrderBy(i => i.Item.Value, StringComparer.Ordinal));
        Assert.Empty((await Reader.ReadSightingsAsync(Site, changes.Version, Cancel)).Items);
    }

    [Fact]
    public async Task Names_come_in_the_order_asked_and_null_where_unknown()
    {
        await Committed(Batch(await Acquire(0), names: [(Site, ulong.MaxValue, "größte ％😀"), (Site, 0, "zero"), (OtherSite, 1, "elsewhere")]));
        await Committed(Batch(await Acquire(1), names: [(Site, 0, "zero")]));

        Assert.Equal(["zero", null, "größte ％😀", "zero"], await Reader.ReadNamesAsync(Site, [0, 1, ulong.MaxValue, 0], Cancel));
    }

    private async Task CountAsync(int partition, int commits)
    {
        var head = await Acquire(partition);
        for (var i = 0; i < commits; i++) head = await Committed(Batch(head, counters: [Counter(1, (ulong)(i % 8), (byte)i)]));
    }

    private static int LastCommitOf(ulong key, int commits) => Enumerable.Range(0, commits).Last(i => (ulong)(i % 8) == key);

    private async Task<long> FollowAsync(Dictionary<(int, ulong), int> seen, long version)
    {
        var changes = await Reader.ReadCounterChangesAsync(Site, version, Cancel);
        Assert.True(changes.Version >= version, $"The version fell from {version} to {changes.Version}.");
        foreach (var (partition, counter) in changes.Counters) seen[(partition, counter.Key)] = counter.Bytes[0];
        return changes.Version;
    }

    private static ItemLine Item(string id, int price) => new(new ItemId(id)) { Price = price, Currency = "EUR" };

    private static StoredCounter Counter(byte kind, ulong key, byte value) => new(Site, kind, key, [value]);

    private static string Line(StoredCounter c) => FormattableString.Invariant($"{c.Site} {c.Kind} {c.Key} {StoreDump.Hex(c.Bytes)}");
}
