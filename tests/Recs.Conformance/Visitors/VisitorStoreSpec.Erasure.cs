using Recs.Core.Events;

namespace Recs.Conformance;

/// <summary>What is needed to take a visitor out of the store.</summary>
public abstract partial class VisitorStoreSpec
{
    [Fact]
    public async Task A_visitor_is_found_by_the_hash_of_its_id_in_its_own_site_only()
    {
        var (here, there) = (Key(1, "größe"), Key(1, "größe") with { Site = OtherSite });
        await Committed(Batch(await Acquire(1), visitors: [new(here, [1], null), new(there, [2], null), new(Key(1, "b"), [3], null)]));

        Assert.Equal([here], await Store.FindByHashAsync(1, Site, Hash64.Of(here.Visitor.Value), Cancel));
        Assert.Equal([there], await Store.FindByHashAsync(1, OtherSite, Hash64.Of(here.Visitor.Value), Cancel));
        Assert.Empty(await Store.FindByHashAsync(1, Site, 42, Cancel));
        Assert.Empty(await Store.FindByHashAsync(2, Site, Hash64.Of(here.Visitor.Value), Cancel));
    }

    [Fact]
    public async Task Replaced_changes_keep_their_numbers()
    {
        var head = await Committed(Batch(await Acquire(0), changes: [[1], [2], [3], [4]]));
        await Committed(Batch(await Acquire(1), changes: [[5]]));

        await Store.ReplaceChangesAsync(0, [new(1, [22, 2]), new(3, []), new(99, [9])], Cancel);
        Assert.Equal(["0 01", "1 1602", "2 03", "3 "], await ChangesOf(0));
        Assert.Equal(["0 05"], await ChangesOf(1));

        await Committed(Batch(head, changes: [[6]]));
        Assert.Equal(["0 01", "1 1602", "2 03", "3 ", "4 06"], await ChangesOf(0));
    }

    [Fact]
    public async Task Forgetting_removes_aliases_from_either_side_and_names_that_no_product_has()
    {
        VisitorId other = new("a2"), known = new("mug");
        await Committed(Batch(
            await Acquire(0),
            outbox: [[1]],
            sightings: [(Site, new ItemLine(new ItemId("mug")))],
            names: [(Site, Hash64.Of("user"), "user"), (Site, Hash64.Of("mug"), "mug"), (OtherSite, Hash64.Of("user"), "user")]));
        await Store.CompleteOutboxAsync(0, 0, [new(Site, Device, User), new(Site, other, SecondUser), new(Site, User, SecondUser), new(OtherSite, Device, User)], Cancel);

        Assert.Equal([Device], await Reader.AliasesAsync(Site, User, Cancel));
        Assert.Equal([other, User], await Reader.AliasesAsync(Site, SecondUser, Cancel));
        Assert.Equal(3, await Store.ForgetAsync(Site, [User, known], Cancel));

        Assert.Equal(Device, await Resolve(Site, Device));
        Assert.Equal(SecondUser, await Resolve(Site, other));
        Assert.Equal([other], await Reader.AliasesAsync(Site, SecondUser, Cancel));
        Assert.Equal(User, await Resolve(OtherSite, Device));
        Assert.Equal([null, "mug"], await Reader.ReadNamesAsync(Site, [Hash64.Of("user"), Hash64.Of("mug")], Cancel));
        Assert.Equal(["user"], await Reader.ReadNamesAsync(OtherSite, [Hash64.Of("user")], Cancel));
    }

    private async Task<List<string>> ChangesOf(int partition) =>
        [.. (await Reader.ReadChangesAsync(partition, 0, 100, Cancel)).Select(c => $"{c.Sequence} {StoreDump.Hex(c.Bytes)}")];
}
