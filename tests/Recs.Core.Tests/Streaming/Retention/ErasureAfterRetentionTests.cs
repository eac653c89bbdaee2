using Recs.Core.Events;
using Recs.Core.Streaming.Retention;
using Recs.Core.Tests.Streaming.Erasures;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming.Retention;

public sealed class ErasureAfterRetentionTests
{
    private const string User = "user-xq7-anneliese", Phone = "phone-xq7-0815", Tablet = "tablet-xq7-4711", Friend = "friend-of-hers";
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    [Fact]
    public async Task Nothing_of_a_visitor_whose_records_were_dropped_is_left_in_any_byte()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        await shop.SendAsync(Friend, new FriendLinked(shop.Header(), User));
        await shop.SendAsync("claimer", new Identified(shop.Header() with { Trusted = false }, User, false, []));
        await shop.AppendAsync(shop.Record(Tablet, new PageViewed(shop.Header(shop.Now, $"history:{Tablet}:1"), "/"), historical: true));
        await PassAsync(shop);
        Assert.Contains(shop.FilesWith(User), f => f.StartsWith("checkpoint.db", StringComparison.Ordinal));
        Assert.DoesNotContain(await shop.RecordsAsync(), r => r.Event is Identified);

        var done = await shop.EraseAsync(Phone);

        Assert.Equal(3, done.Removed.Ids);
        Assert.True(done.Removed.Mentions > 0);
        Assert.Equal(3, done.Removed.States);
        Assert.All([User, Phone, Tablet], id => Assert.Empty(shop.FilesWith(id)));
        Assert.Contains((await shop.StateAsync(Friend))!.Friends.All, f => f.Key == Hash64.Of(User) && f.Own.Linked);
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task Of_a_device_that_became_anothers_after_the_checkpoint_the_erased_visitors_time_goes()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        await PassAsync(shop);
        await shop.SendAsync(Phone, new ProductsSearched(shop.Header(), "hers-xq7"));
        await shop.SendAsync(Phone, new Identified(shop.Header(), Friend, true, []));
        await shop.SendAsync(Phone, new ProductsSearched(shop.Header(), "his-xq7"));
        await shop.CatchUpAsync();
        var before = VisitorStateCodec.Encode((await shop.StateAsync(Friend))!);

        await shop.EraseAsync(User);

        Assert.Empty(shop.FilesWith("hers-xq7"));
        Assert.Empty(shop.FilesWith(User));
        Assert.NotEmpty(shop.FilesWith("his-xq7"));
        Assert.Equal(before, VisitorStateCodec.Encode((await shop.StateAsync(Friend))!));
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task A_device_that_became_anothers_is_found_though_only_its_own_partition_still_tells()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        await PassAsync(shop);
        await shop.SendAsync(Phone, new ProductsSearched(shop.Header(), "hers-xq7"));
        await shop.SendAsync(Phone, new Identified(shop.Header(), Friend, true, []));
        await shop.CatchUpAsync();

        // As if retention had been interrupted between the two partitions.
        var own = Partitioner.Of(SiteId.Default, new VisitorId(User), shop.Log.Partitions);
        Assert.NotEqual(own, Partitioner.Of(SiteId.Default, new VisitorId(Phone), shop.Log.Partitions));
        await shop.RetainAsync(TimeSpan.Zero, log: new OnePartition(shop.Log, own));

        await shop.EraseAsync(User);

        Assert.All(["hers-xq7", User], text => Assert.Empty(shop.FilesWith(text)));
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task A_profile_of_the_past_knows_an_erased_visitor_no_longer()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        await PassAsync(shop);
        var history = new VisitorHistory(shop.Log, shop.Sqlite.Checkpoints);
        var key = new VisitorKey(SiteId.Default, new VisitorId(User));
        Assert.NotNull(await history.AtAsync(key, shop.Now - TimeSpan.FromDays(1), Installation.Cancel));

        await shop.EraseAsync(User);

        Assert.Null(await history.AtAsync(key, shop.Now - TimeSpan.FromDays(1), Installation.Cancel));
    }

    [Fact]
    public async Task Counters_keep_the_share_and_are_compared_no_more_also_when_the_erasure_itself_was_dropped()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        await PassAsync(shop);
        await shop.SendAsync(User, new ProductViewed(shop.Header(), new ItemLine(new ItemId("teapot"))));
        await shop.SendAsync(Friend, new ProductViewed(shop.Header(), new ItemLine(new ItemId("teapot"))));
        await shop.CatchUpAsync();
        await shop.EraseAsync(User);
        await PassAsync(shop);

        Assert.DoesNotContain(await shop.RecordsAsync(), r => r.Event is Blank or Erased);
        await shop.AssertReplaysAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Everybody_else_is_what_a_replay_says_while_events_erasures_and_retention_go_on(int seed)
    {
        await using var shop = Installation.Open();
        var traffic = new MixedTraffic(seed);
        await using var live = new LiveRun(shop, traffic);
        using var rewriting = new LogRewriting();
        var (erased, dropped) = (0L, 0L);
        for (var round = 0; round < 5; round++)
        {
            await live.SendAsync(500);
            await live.BeQuietAsync(TimeSpan.FromDays(3));
            await shop.AppendAsync(traffic.Next(100, shop.Now));
            var site = round % 3 == 2 ? new SiteId("south") : SiteId.Default;
            var retaining = shop.RetainAsync(TimeSpan.FromDays(7), stepSize: 50, rewriting);
            var eraser = shop.Eraser(wait: live.CatchUpAsync, rewriting: rewriting);
            var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => eraser.RequestAsync(site, new VisitorId($"{(i == 0 ? "device" : "user")}-{(seed * 7) + (round * 3) + i}"), $"r{round}-{i}", Installation.Cancel)));
            erased += (await eraser.RunAsync(asked, Installation.Cancel)).Sum(e => e.Removed.Records);
            dropped += (await retaining).Records;
            await live.CatchUpAsync();
        }

        Assert.True(erased > 10 && dropped > 500, $"{erased} records of erased visitors, {dropped} dropped.");
        await shop.AssertReplaysAsync();
    }

    private static async Task LifeAsync(Installation shop)
    {
        var mug = new ItemLine(new ItemId("mug")) { Price = 5 };
        await shop.SendAsync(Phone, new PageViewed(shop.Header(), "/"));
        await shop.SendAsync(Phone, new OrderCompleted(shop.Header(), "o1", "EUR", 5, [mug]));
        await shop.SendAsync(Tablet, new CartAdded(shop.Header(), mug));
        await shop.SendAsync(Friend, new PageViewed(shop.Header(), "/"));
        foreach (var device in new[] { Phone, Tablet }) await shop.SendAsync(device, new Identified(shop.Header(), User, true, []));
        await shop.CatchUpAsync();
    }

    // So long that everything is old, and everything that is old goes.
    private static async Task PassAsync(Installation shop)
    {
        await shop.CatchUpAsync();
        shop.Clock.Advance(Age + TimeSpan.FromDays(1));
        Assert.True((await shop.RetainAsync(Age)).Records > 0);
    }
}
