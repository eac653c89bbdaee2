using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>Records on their way to the log, and the aliases they carry.</summary>
public abstract partial class VisitorStoreSpec
{
    private static readonly VisitorId Device = new("a1"), User = new("user"), SecondUser = new("second user");

    [Fact]
    public async Task The_outbox_gives_the_oldest_first_and_at_most_so_many()
    {
        var head = await Committed(Batch(await Acquire(0), outbox: [[1], [2]]));
        await Committed(Batch(head, outbox: [[3]]));

        Assert.Equal(["0 01", "1 02", "2 03"], await OutboxOf(0, 10));
        Assert.Equal(["0 01", "1 02"], await OutboxOf(0, 2));
        Assert.Empty(await OutboxOf(1, 10));
    }

    [Fact]
    public async Task Completing_removes_up_to_and_including_the_number_in_this_partition_only()
    {
        await Committed(Batch(await Acquire(0), outbox: [[1], [2], [3]]));
        await Committed(Batch(await Acquire(1), outbox: [[4]]));

        await Store.CompleteOutboxAsync(0, 1, [], Cancel);

        Assert.Equal(["2 03"], await OutboxOf(0, 10));
        Assert.Equal(["0 04"], await OutboxOf(1, 10));
    }

    [Fact]
    public async Task Completing_twice_is_harmless()
    {
        await Committed(Batch(await Acquire(0), outbox: [[1], [2]]));
        AliasBinding[] aliases = [new(Site, Device, User)];

        await Store.CompleteOutboxAsync(0, 0, aliases, Cancel);
        await Store.CompleteOutboxAsync(0, 0, aliases, Cancel);

        Assert.Equal(["1 02"], await OutboxOf(0, 10));
        Assert.Equal(User, await Resolve(Site, Device));
    }

    [Fact]
    public async Task Numbers_of_completed_records_are_not_used_again()
    {
        await Committed(Batch(await Acquire(0), outbox: [[1], [2]]));
        await Store.CompleteOutboxAsync(0, 1, [], Cancel);

        var head = await Acquire(0);

        Assert.Equal(2, head.NextOutbox);
        await Committed(Batch(head, outbox: [[3]]));
        Assert.Equal(["2 03"], await OutboxOf(0, 10));
    }

    [Fact]
    public async Task An_alias_is_visible_from_the_completion_on()
    {
        await Committed(Batch(await Acquire(0), outbox: [[1]]));
        Assert.Equal(Device, await Resolve(Site, Device));

        await Store.CompleteOutboxAsync(0, 0, [new(Site, Device, User)], Cancel);

        Assert.Equal(User, await Resolve(Site, Device));
        Assert.Equal(Device, await Resolve(OtherSite, Device));
    }

    [Fact]
    public async Task An_alias_can_be_pointed_to_another_user()
    {
        await Committed(Batch(await Acquire(0), outbox: [[1], [2]]));
        await Store.CompleteOutboxAsync(0, 0, [new(Site, Device, User)], Cancel);
        await Store.CompleteOutboxAsync(0, 1, [new(Site, Device, SecondUser)], Cancel);

        Assert.Equal(SecondUser, await Resolve(Site, Device));
    }

    [Fact]
    public async Task The_record_leaves_the_outbox_and_its_alias_appears_in_one_step()
    {
        var head = await Acquire(0);
        var completing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                head = await Committed(Batch(head, outbox: [[(byte)i]]));
                await Store.CompleteOutboxAsync(0, i, [new(Site, new VisitorId("device " + i), User)], Cancel);
            }
        }, Cancel);

        for (var i = 0; i < 50; i++) await WatchStep(i, completing);
        await completing;
    }

    // Whichever of the two is seen first, the other must be there at a later look.
    private async Task WatchStep(int number, Task completing)
    {
        var device = new VisitorId("device " + number);
        while (await Resolve(Site, device) == device)
        {
            if (completing.IsCompleted) Assert.Equal(User, await Resolve(Site, device));
            var gone = (await Reader.HeadAsync(0, Cancel)).NextOutbox > number && (await OutboxOf(0, 1)).Count == 0;
            if (gone) Assert.Equal(User, await Resolve(Site, device));
        }

        Assert.DoesNotContain(await OutboxOf(0, 10), line => line.StartsWith(number + " ", StringComparison.Ordinal));
    }

    private async Task<List<string>> OutboxOf(int partition, int limit) =>
        [.. (await Store.ReadOutboxAsync(partition, limit, Cancel)).Select(r => $"{r.Sequence} {StoreDump.Hex(r.Bytes)}")];

    private async Task<VisitorId> Resolve(SiteId site, VisitorId id) => (await Reader.ResolveAsync(site, [id], Cancel)).Single();
}
