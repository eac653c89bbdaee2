using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IVisitorReader"/>: here visitors, heads and changes.</summary>
public abstract partial class VisitorReaderSpec : VisitorSpec
{
    [Fact]
    public async Task Reads_one_visitor_or_finds_none()
    {
        var key = Key(2, "v");
        Assert.Null((await Reader.ReadAsync(key, Cancel)).State);

        await Committed(Batch(await Acquire(2), visitors: [new(key, [1, 2], null)]));

        var visitor = await Reader.ReadAsync(key, Cancel);
        Assert.Equal(key, visitor.Key);
        Assert.Equal([1, 2], visitor.State);
        Assert.Null((await Reader.ReadAsync(key with { Site = OtherSite }, Cancel)).State);
    }

    [Fact]
    public async Task Reading_does_not_follow_aliases()
    {
        var (device, user) = (Key(0, "device"), Key(1, "user"));
        await Committed(Batch(await Acquire(1), visitors: [new(user, [1], null)]));
        await Store.CompleteOutboxAsync(0, 0, [new(Site, device.Visitor, user.Visitor)], Cancel);

        Assert.Null((await Reader.ReadAsync(device, Cancel)).State);
    }

    [Fact]
    public async Task Resolves_ids_in_the_order_asked_and_unknown_ones_to_themselves()
    {
        await Store.CompleteOutboxAsync(0, 0, [new(Site, new("a1"), new("u1")), new(Site, new("a2"), new("u2"))], Cancel);

        Assert.Equal(
            [new VisitorId("u2"), new VisitorId("unknown"), new VisitorId("u1"), new VisitorId("u1"), new VisitorId("u2")],
            await Reader.ResolveAsync(Site, [new("a2"), new("unknown"), new("u1"), new("a1"), new("a2")], Cancel));
        Assert.Empty(await Reader.ResolveAsync(Site, [], Cancel));
    }

    [Fact]
    public async Task Scans_a_partition_by_site_and_visitor_in_utf8_order()
    {
        // As UTF-16, which C# compares by, the emoji would come before the full-width sign; as UTF-8 it comes after.
        string[] inOrder = ["\u0001order", "A", "Z", "a", "aa", "é", "％", "😀"];
        SiteId[] sites = [new("B"), new("a"), new("％"), new("😀")];
        var keys = sites.SelectMany(site => inOrder.Select(start => Key(0, start, site))).ToArray();
        await Committed(Batch(await Acquire(0), visitors: [.. keys.Reverse().Select((key, i) => new VisitorWrite(key, [(byte)i], null))]));
        await Committed(Batch(await Acquire(1), visitors: [new(Key(1, "elsewhere"), [1], null)]));

        Assert.Equal(keys, (await Scan(0)).Select(v => v.Key));
    }

    [Fact]
    public async Task A_scan_gives_each_visitor_with_its_orders_by_hash()
    {
        var (a, b) = (Key(0, "a"), Key(0, "b"));
        ulong[] hashes = [ulong.MaxValue, 3, 1UL << 63];
        await Committed(Batch(await Acquire(0),
            visitors: [new(a, [1], null), new(b, [2], null)],
            orders: [.. hashes.Select(h => new OrderWrite(b, h, [(byte)h]))]));

        var visitors = await Scan(0);

        Assert.Equal([[1], [2]], visitors.Select(v => v.State));
        Assert.Empty(visitors[0].Orders);
        Assert.Equal(hashes.Order(), visitors[1].Orders.Select(o => o.Hash));
        Assert.All(visitors[1].Orders, o => Assert.Equal([(byte)o.Hash], o.Bytes));
    }

    [Fact]
    public async Task A_scan_gives_orders_without_a_state_in_their_place()
    {
        var (before, between, after) = (Key(0, "\u0001order"), Key(0, "b"), Key(0, "d"));
        var (a, c) = (Key(0, "a"), Key(0, "c"));
        await Committed(Batch(await Acquire(0),
            visitors: [new(a, [1], null), new(c, [2], null)],
            orders: [.. new[] { after, between, c, before, between with { Site = OtherSite } }.SelectMany(k => new OrderWrite[] { new(k, 9, [9]), new(k, 8, [8]) })]));
        await Committed(Batch(await Acquire(1), orders: [new(Key(1, "elsewhere"), 1, [1])]));

        var visitors = await Scan(0);

        Assert.Equal([before, a, between, c, after, between with { Site = OtherSite }], visitors.Select(v => v.Key));
        Assert.Equal([null, [1], null, [2], null, null], visitors.Select(v => v.State));
        Assert.All(visitors.Where(v => v.Key != a), v => Assert.Equal([8UL, 9UL], v.Orders.Select(o => o.Hash)));
    }

    [Fact]
    public async Task A_scan_of_many_visitors_leaves_none_out()
    {
        var keys = Enumerable.Range(0, 3000).Select(i => new VisitorKey(Site, new VisitorId($"v{i:0000}"))).ToArray();
        await Committed(Batch(await Acquire(0), visitors: [.. keys.Select(key => new VisitorWrite(key, [1], null))]));

        Assert.Equal(keys, (await Scan(0)).Select(v => v.Key));
    }

    [Fact]
    public async Task A_scan_can_be_left_early_and_cancelled()
    {
        var head = await Acquire(0);
        head = await Committed(Batch(head, visitors: [.. Enumerable.Range(0, 50).Select(i => new VisitorWrite(Key(0, "v" + i), [1], null))]));
        await foreach (var visitor in Reader.ScanAsync(0, Cancel))
        {
            Assert.NotNull(visitor.State);
            break;
        }

        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Reader.ScanAsync(0, source.Token)) await source.CancelAsync();
        });
        await Committed(Batch(head));
    }

    [Fact]
    public async Task Reads_never_wait_for_an_owner_in_the_middle_of_a_scan_and_the_other_way_round()
    {
        var head = await Acquire(0);
        head = await Committed(Batch(head, visitors: [new(Key(0, "a"), [1], null), new(Key(0, "b"), [1], null)]));

        await foreach (var visitor in Reader.ScanAsync(0, Cancel))
        {
            head = await Committed(Batch(head, visitors: [new(visitor.Key, [2], null)]));
            Assert.Equal([2], (await Reader.ReadAsync(visitor.Key, Cancel)).State);
        }
    }

    [Fact]
    public async Task The_head_is_what_an_owner_would_get_without_taking_over()
    {
        Assert.Equal((0L, 0L, 0L), Numbers(await Reader.HeadAsync(0, Cancel)));
        var owner = await Acquire(0);
        await Committed(Batch(owner, sites: [new(Site, [1]), new(OtherSite, [2])], changes: [[1]], outbox: [[1], [2]], records: 4));

        var head = await Reader.HeadAsync(0, Cancel);

        Assert.Equal(owner.Epoch, head.Epoch);
        Assert.Equal((4L, 1L, 2L), Numbers(head));
        Assert.Equal(["default 01", "other 02"], head.Sites.Select(s => $"{s.Site} {StoreDump.Hex(s.Bytes)}").Order());
        await Committed(Batch(head));
    }

    [Fact]
    public async Task A_site_is_replaced_by_what_was_committed_last()
    {
        var head = await Committed(Batch(await Acquire(0), sites: [new(Site, [1]), new(OtherSite, [2])]));
        head = await Committed(Batch(head, sites: [new(Site, [3])]));

        Assert.Equal(["default 03", "other 02"], head.Sites.Select(s => $"{s.Site} {StoreDump.Hex(s.Bytes)}").Order());
        Assert.Empty((await Reader.HeadAsync(1, Cancel)).Sites);
    }

    [Fact]
    public async Task Changes_come_in_order_from_a_number_on_and_at_most_so_many()
    {
        var head = await Committed(Batch(await Acquire(0), changes: [[1], [2], [3]]));
        await Committed(Batch(head, changes: [[4]]));

        Assert.Equal(["0 01", "1 02", "2 03", "3 04"], await Changes(0, 0, 10));
        Assert.Equal(["1 02", "2 03"], await Changes(0, 1, 2));
        Assert.Empty(await Changes(0, 4, 10));
        Assert.Empty(await Changes(1, 0, 10));
    }

    [Fact]
    public async Task The_ends_of_the_changes_are_where_the_next_ones_go()
    {
        Assert.Equal(Enumerable.Repeat(0L, Ports.Partitions), await Reader.ChangeEndsAsync(Cancel));
        var head = await Committed(Batch(await Acquire(1), changes: [[1], [2]]));
        await Committed(Batch(head));

        Assert.Equal([0, 2, 0, 0], (await Reader.ChangeEndsAsync(Cancel)).Take(4));
    }

    [Fact]
    public async Task A_refused_commit_moves_no_end_of_the_changes()
    {
        var head = await Acquire(1);
        await Store.CommitAsync(Batch(head with { NextOffset = 5 }, changes: [[1]]), Cancel);

        Assert.Equal(0, (await Reader.ChangeEndsAsync(Cancel))[1]);
    }

    [Fact]
    public async Task Waiting_for_changes_ends_at_once_where_one_partition_has_more()
    {
        await Committed(Batch(await Acquire(3), changes: [[1]]));

        await Soon(Reader.WaitForChangesAsync(new long[Ports.Partitions], Cancel), "waiting for a change that is stored");
    }

    [Fact]
    public async Task Waiting_for_changes_ends_when_one_arrives_and_finds_it()
    {
        var reader = Task.Run(() => ReadByWaitingAsync(partition: 2, count: 50), Cancel);
        var (quiet, busy) = (await Acquire(0), await Acquire(2));
        for (var i = 0; i < 50; i++)
        {
            quiet = await Committed(Batch(quiet));
            busy = await Committed(Batch(busy, changes: [[(byte)i]]));
        }

        await Soon(reader, "reading 50 changes by waiting for each");
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i} {i:X2}"), await reader);
    }

    [Fact]
    public async Task Waiting_for_changes_can_be_cancelled()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = Task.Run(async () =>
        {
            while (true) await Reader.WaitForChangesAsync(new long[Ports.Partitions], source.Token);
        }, Cancel);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon(waiting, "the end of a cancelled wait for changes"));
    }

    [Fact]
    public async Task The_ends_of_the_changes_survive_a_restart()
    {
        await Committed(Batch(await Acquire(1), changes: [[1], [2]]));
        await RestartAsync();

        Assert.Equal(2, (await Reader.ChangeEndsAsync(Cancel))[1]);
    }

    private async Task<List<string>> ReadByWaitingAsync(int partition, int count)
    {
        var (changes, ends) = (new List<string>(), new long[Ports.Partitions]);
        while (changes.Count < count)
        {
            await Reader.WaitForChangesAsync(ends, Cancel);
            changes.AddRange(await Changes(partition, ends[partition], 10));
            ends[partition] = changes.Count;
        }

        return changes;
    }

    private static (long, long, long) Numbers(PartitionHead head) => (head.NextOffset, head.NextChange, head.NextOutbox);

    private async Task<List<StoredVisitor>> Scan(int partition) => await Reader.ScanAsync(partition, Cancel).ToListAsync(Cancel);

    private async Task<List<string>> Changes(int partition, long from, int limit) =>
        [.. (await Reader.ReadChangesAsync(partition, from, limit, Cancel)).Select(c => $"{c.Sequence} {StoreDump.Hex(c.Bytes)}")];
}
