using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>Timers.</summary>
public abstract partial class VisitorStoreSpec
{
    [Fact]
    public async Task Without_timers_nothing_is_due()
    {
        await Committed(Batch(await Acquire(0), visitors: [new(Key(0, "v"), [1], null)]));

        Assert.Null(await Store.NextDueAsync(0, Site, Cancel));
        Assert.Empty(await Store.LoadDueAsync(0, Site, Instant.MaxValue, 10, Cancel));
    }

    [Fact]
    public async Task Timers_come_by_due_time_and_then_by_visitor_in_utf8_order()
    {
        // As UTF-16, which C# compares by, the emoji would come before the full-width sign; as UTF-8 it comes after.
        string[] inOrder = ["\u0001order", "A", "Z", "a", "aa", "é", "％", "😀"];
        var keys = inOrder.Select(start => Key(0, start)).ToArray();
        var late = Key(0, "0 late");
        await Committed(Batch(await Acquire(0), visitors:
            [new(late, [1], new Instant(2000)), .. keys.Reverse().Select(key => new VisitorWrite(key, [1], new Instant(1000)))]));

        var due = await Store.LoadDueAsync(0, Site, new Instant(5000), 100, Cancel);

        Assert.Equal([.. keys.Select(key => new DueVisitor(new Instant(1000), key)), new(new Instant(2000), late)], due);
    }

    [Fact]
    public async Task Timers_are_due_up_to_and_including_the_time_asked_and_at_most_so_many()
    {
        var keys = Enumerable.Range(0, 5).Select(i => Key(0, "t" + i)).ToArray();
        await Committed(Batch(await Acquire(0), visitors: [.. keys.Select((key, i) => new VisitorWrite(key, [1], new Instant(1000 + i)))]));

        Assert.Equal(keys[..3], (await Store.LoadDueAsync(0, Site, new Instant(1002), 10, Cancel)).Select(d => d.Key));
        Assert.Equal(keys[..2], (await Store.LoadDueAsync(0, Site, new Instant(1002), 2, Cancel)).Select(d => d.Key));
        Assert.Empty(await Store.LoadDueAsync(0, Site, new Instant(999), 10, Cancel));
    }

    [Fact]
    public async Task A_timer_moves_and_goes_with_the_commit()
    {
        var head = await Acquire(0);
        var (moved, stopped) = (Key(0, "moved"), Key(0, "stopped"));
        head = await Committed(Batch(head, visitors: [new(moved, [1], new Instant(10)), new(stopped, [1], new Instant(20))]));
        await Committed(Batch(head, visitors: [new(moved, [1], new Instant(30)), new(stopped, [1], null)]));

        Assert.Equal([new DueVisitor(new Instant(30), moved)], await Store.LoadDueAsync(0, Site, Instant.MaxValue, 10, Cancel));
        Assert.Equal(new Instant(30), await Store.NextDueAsync(0, Site, Cancel));
    }

    [Fact]
    public async Task The_next_timer_is_the_earliest_even_before_1970()
    {
        await Committed(Batch(await Acquire(0), visitors: [new(Key(0, "a"), [1], new Instant(5)), new(Key(0, "b"), [1], new Instant(-7)), new(Key(0, "c"), [1], new Instant(0))]));

        Assert.Equal(new Instant(-7), await Store.NextDueAsync(0, Site, Cancel));
        Assert.Equal([-7L, 0L, 5L], (await Store.LoadDueAsync(0, Site, Instant.MaxValue, 10, Cancel)).Select(d => d.Due.UnixMilliseconds));
    }

    [Fact]
    public async Task Timers_belong_to_a_site_and_a_partition()
    {
        await Committed(Batch(await Acquire(0), visitors: [new(Key(0, "v"), [1], new Instant(10)), new(Key(0, "v", OtherSite), [1], new Instant(5))]));
        await Committed(Batch(await Acquire(1), visitors: [new(Key(1, "v"), [1], new Instant(1))]));

        Assert.Equal([new DueVisitor(new Instant(10), Key(0, "v"))], await Store.LoadDueAsync(0, Site, Instant.MaxValue, 10, Cancel));
        Assert.Equal(new Instant(10), await Store.NextDueAsync(0, Site, Cancel));
        Assert.Equal(new Instant(5), await Store.NextDueAsync(0, OtherSite, Cancel));
        Assert.Null(await Store.NextDueAsync(1, OtherSite, Cancel));
    }
}
