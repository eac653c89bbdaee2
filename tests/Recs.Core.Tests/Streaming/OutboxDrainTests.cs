using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

public sealed class OutboxDrainTests
{
    [Fact]
    public async Task An_alias_is_visible_once_its_merge_is_in_the_log()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync("device", new Identified(shop.Header(), "user", true, []));
        var device = new VisitorId("device");
        var partition = Partitioner.Of(SiteId.Default, device, shop.Log.Partitions);
        var owner = new VisitorPartition(partition, shop.Log, shop.Store, Installation.Counts, new PartitionOptions());
        Assert.True(await owner.TurnAsync(Installation.Cancel));
        Assert.Equal([device], await shop.Reader.ResolveAsync(SiteId.Default, [device], Installation.Cancel));
        Assert.Equal(1, await new OutboxDrain(shop.Log, shop.Store).DrainAsync(partition, Installation.Cancel));
        Assert.Equal([new VisitorId("user")], await shop.Reader.ResolveAsync(SiteId.Default, [device], Installation.Cancel));
        Assert.IsType<Merged>((await shop.RecordsAsync()).Single(r => r.Visitor.Value == "user").Event);
        Assert.Equal(0, await new OutboxDrain(shop.Log, shop.Store).DrainAsync(partition, Installation.Cancel));
    }

    [Fact]
    public async Task Records_that_are_appended_twice_count_once()
    {
        await using var shop = Installation.Open();
        for (var i = 0; i < 5; i++) await shop.SendAsync("device", new PageViewed(shop.Header(), "/"));
        await shop.SendAsync("device", new Identified(shop.Header(), "user-1", true, []));
        await shop.SendAsync("device", new Identified(shop.Header(), "user-2", true, []));
        await shop.SendAsync("device", new PageViewed(shop.Header(), "/"));
        var partition = Partitioner.Of(SiteId.Default, new VisitorId("device"), shop.Log.Partitions);
        var owner = new VisitorPartition(partition, shop.Log, shop.Store, Installation.Counts, new PartitionOptions());
        await owner.TurnAsync(Installation.Cancel);

        // The process dies between appending and noting it.
        var failing = new OutboxDrain(shop.Log, new FlakyStore(shop.Store, 1) { Rate = 10 });
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await failing.DrainAsync(partition, Installation.Cancel));
        await shop.CatchUpAsync();
        Assert.Contains((await shop.RecordsAsync()).Select(r => r.Event).OfType<Merged>().GroupBy(m => m.MergeId), g => g.Count() > 1);
        Assert.Equal((5, 1), ((await shop.StateAsync("user-1"))!.Pages, (await shop.StateAsync("user-2"))!.Pages));
    }
}
