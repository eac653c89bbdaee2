using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IVisitorStore"/>: here what a commit writes and a load reads.</summary>
public abstract partial class VisitorStoreSpec : VisitorSpec
{
    [Fact]
    public async Task Loads_visitors_in_the_order_asked_and_unknown_ones_without_state()
    {
        var head = await Acquire(1);
        var (a, b, unknown) = (Key(1, "a"), Key(1, "b"), Key(1, "unknown"));
        await Committed(Batch(head, visitors: [new(a, [1], null), new(b, [2, 2], null)]));

        var loaded = await Store.LoadAsync(1, [b, unknown, a, b], withOrders: false, Cancel);

        Assert.Equal([b, unknown, a, b], loaded.Select(v => v.Key));
        Assert.Equal([[2, 2], null, [1], [2, 2]], loaded.Select(v => v.State));
        Assert.Empty(await Store.LoadAsync(1, [], withOrders: true, Cancel));
    }

    [Fact]
    public async Task A_later_commit_replaces_a_state()
    {
        var head = await Acquire(0);
        var key = Key(0, "v");
        head = await Committed(Batch(head, visitors: [new(key, [1, 2, 3], null)]));
        await Committed(Batch(head, visitors: [new(key, [4], null)]));

        Assert.Equal([4], await State(key));
    }

    [Fact]
    public async Task A_null_state_removes_the_visitor_and_its_timer()
    {
        var head = await Acquire(0);
        var (gone, stays) = (Key(0, "gone"), Key(0, "stays"));
        head = await Committed(Batch(head, visitors: [new(gone, [1], new Instant(5)), new(stays, [2], new Instant(6))]));
        await Committed(Batch(head, visitors: [new(gone, null, null)]));

        Assert.Null(await State(gone));
        Assert.Equal([2], await State(stays));
        Assert.Equal(stays, Assert.Single(await Store.LoadDueAsync(0, Site, Instant.MaxValue, 10, Cancel)).Key);
    }

    [Fact]
    public async Task Removing_a_visitor_that_is_not_stored_is_no_error()
    {
        await Committed(Batch(await Acquire(0), visitors: [new(Key(0, "never"), null, null)], orders: [new(Key(0, "never"), 1, null)]));

        Assert.Null(await State(Key(0, "never")));
    }

    [Fact]
    public async Task States_of_any_length_come_back_as_they_were()
    {
        byte[][] states = [[], [0], [.. Enumerable.Range(0, 256).Select(i => (byte)i)], new byte[70_000]];
        new Random(2).NextBytes(states[3]);
        var keys = Enumerable.Range(0, states.Length).Select(i => Key(2, "length" + i)).ToArray();
        await Committed(Batch(await Acquire(2), visitors: [.. keys.Select((key, i) => new VisitorWrite(key, states[i], null))]));

        Assert.Equal(states, (await Store.LoadAsync(2, keys, withOrders: false, Cancel)).Select(v => v.State));
    }

    [Fact]
    public async Task The_same_visitor_id_of_two_sites_is_two_visitors()
    {
        var head = await Acquire(0);
        var here = Key(0, "same");
        var there = here with { Site = OtherSite };
        await Committed(Batch(head, visitors: [new(here, [1], null), new(there, [2], null)], orders: [new(there, 9, [3])]));

        var loaded = await Store.LoadAsync(0, [here, there], withOrders: true, Cancel);
        Assert.Equal([[1], [2]], loaded.Select(v => v.State));
        Assert.Equal([0, 1], loaded.Select(v => v.Orders.Count));
    }

    [Fact]
    public async Task Ids_with_odd_characters_stay_apart()
    {
        string[] starts = ["é", "e\u0301", "E", "\u0001order:7", "a b", "a'b", "😀", "％"];
        var keys = starts.Select(start => Key(3, start)).ToArray();
        await Committed(Batch(await Acquire(3), visitors: [.. keys.Select((key, i) => new VisitorWrite(key, [(byte)i], null))]));

        var loaded = await Store.LoadAsync(3, keys, withOrders: false, Cancel);
        Assert.Equal(Enumerable.Range(0, keys.Length).Select(i => new[] { (byte)i }), loaded.Select(v => v.State));
    }

    [Fact]
    public async Task Orders_come_by_hash_as_unsigned_numbers_and_only_where_asked_for()
    {
        ulong[] hashes = [ulong.MaxValue, 1, long.MaxValue, 0, (ulong)long.MaxValue + 1, 1000];
        var (key, other) = (Key(0, "v"), Key(0, "w"));
        await Committed(Batch(await Acquire(0),
            visitors: [new(key, [1], null)],
            orders: [.. hashes.Select(h => new OrderWrite(key, h, BitConverter.GetBytes(h))), new(other, 5, [5])]));

        var orders = (await Store.LoadAsync(0, [key], withOrders: true, Cancel)).Single().Orders;
        Assert.Equal(hashes.Order(), orders.Select(o => o.Hash));
        Assert.All(orders, o => Assert.Equal(BitConverter.GetBytes(o.Hash), o.Bytes));
        Assert.Empty((await Store.LoadAsync(0, [key], withOrders: false, Cancel)).Single().Orders);
        var withoutState = (await Store.LoadAsync(0, [other], withOrders: true, Cancel)).Single();
        Assert.Null(withoutState.State);
        Assert.Equal(5ul, Assert.Single(withoutState.Orders).Hash);
    }

    [Fact]
    public async Task Orders_are_replaced_and_move_from_one_visitor_to_another()
    {
        var head = await Acquire(0);
        var (from, to) = (Key(0, "from"), Key(0, "to"));
        head = await Committed(Batch(head, orders: [new(from, 1, [1]), new(from, 2, [2]), new(from, 3, [3])]));
        await Committed(Batch(head, orders: [new(from, 1, null), new(to, 1, [1]), new(from, 2, [22])]));

        var loaded = await Store.LoadAsync(0, [from, to], withOrders: true, Cancel);
        Assert.Equal(["2 16", "3 03"], loaded[0].Orders.Select(o => $"{o.Hash} {StoreDump.Hex(o.Bytes)}"));
        Assert.Equal(["1 01"], loaded[1].Orders.Select(o => $"{o.Hash} {StoreDump.Hex(o.Bytes)}"));
    }

    [Fact]
    public async Task A_commit_becomes_visible_as_a_whole()
    {
        var head = await Acquire(0);
        VisitorKey[] pair = [Key(0, "left"), Key(0, "right")];
        var committing = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
                head = await Committed(Batch(head, visitors: [.. pair.Select(key => new VisitorWrite(key, BitConverter.GetBytes(i), new Instant(i)))]));
        }, Cancel);

        do
        {
            var loaded = await Store.LoadAsync(0, pair, withOrders: false, Cancel);
            Assert.Equal(loaded[0].State, loaded[1].State);
            var due = await Store.LoadDueAsync(0, Site, Instant.MaxValue, 10, Cancel);
            Assert.True(due.Select(d => d.Due).Distinct().Count() <= 1, "Timers of two commits were seen at once.");
        }
        while (!committing.IsCompleted);
        await committing;
    }

    [Fact]
    public async Task Everything_survives_a_restart()
    {
        var head = await Committed(FullBatch(await Acquire(1), 1));
        await Committed(FullBatch(head, 2));
        await Committed(FullBatch(await Acquire(3), 3));
        await Store.CompleteOutboxAsync(1, 0, [new(Site, new VisitorId("a1"), new VisitorId("user"))], Cancel);
        var before = await Dump();

        await RestartAsync();

        Assert.Equal(before, await Dump());
    }
}
