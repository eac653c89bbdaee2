using Recs.Core.Events;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Streaming;
using Recs.Core.Tests.Streaming;

namespace Recs.Core.Tests.Recommendations.Visitors;

/// <summary>Visitors that are kept between answers, beside a real store that goes on.</summary>
public sealed class KeptViewsTests : IAsyncLifetime
{
    private readonly Installation _shop = Installation.Open();
    private CountingReads _reads = null!;
    private VisitorViewReader _reader = null!;

    public ValueTask InitializeAsync()
    {
        _reads = new CountingReads(_shop.Reader);
        _reader = new VisitorViewReader(_reads, _shop.Log.Partitions, _shop.Clock, Timeout.InfiniteTimeSpan, _shop.Sqlite.VisitorVersions);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Who_has_not_changed_is_read_once()
    {
        await ViewAsync("ann", "MUG");
        for (var i = 0; i < 5; i++) Assert.Single((await ReadAsync("ann"))!.RecentProducts);
        Assert.Equal(1, _reads.Visitors);
    }

    [Fact]
    public async Task An_answer_knows_the_newest_commit()
    {
        for (var i = 1; i <= 20; i++)
        {
            await ViewAsync("ann", $"ITEM-{i}");
            await ReadAsync("ann");
            Assert.Equal(i, (await ReadAsync("ann"))!.RecentProducts.Count);
        }

        await _shop.SendAsync("ann", Order("ITEM-1"));
        await _shop.CatchUpAsync();
        Assert.Contains(Given.Hash("ITEM-1"), (await ReadAsync("ann"))!.Bought);
    }

    [Fact]
    public async Task Other_visitors_keep_what_was_read_of_them()
    {
        await ViewAsync("ann", "MUG");
        await ReadAsync("ann");
        await ViewAsync("bob", "POT");
        await ReadAsync("ann");
        Assert.Equal(1, _reads.Visitors);
    }

    [Fact]
    public async Task A_session_that_is_over_and_a_timer_that_passes_are_seen_without_any_event()
    {
        await ViewAsync("ann", "MUG");
        Assert.Single((await ReadAsync("ann"))!.SessionItems);
        _shop.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Empty((await ReadAsync("ann"))!.SessionItems);
    }

    [Fact]
    public async Task A_device_that_becomes_a_user_is_read_anew()
    {
        await ViewAsync("phone", "MUG");
        await ReadAsync("phone");
        await ViewAsync("ann", "POT", ofUser: true);
        await _shop.SendAsync("phone", new Identified(_shop.Header(), "ann", true, []));
        await _shop.CatchUpAsync();
        Assert.Equal(2, (await ReadAsync("phone"))!.RecentProducts.Count);
        await ViewAsync("ann", "JUG", ofUser: true);
        Assert.Equal(3, (await ReadAsync("phone"))!.RecentProducts.Count);
    }

    [Fact]
    public async Task Who_was_forgotten_is_nobody_at_once()
    {
        await ViewAsync("ann", "MUG");
        await ReadAsync("ann");
        var head = await _shop.Store.AcquireAsync(Partitioner.Of(SiteId.Default, new VisitorId("ann"), _shop.Log.Partitions), Installation.Cancel);
        await _shop.Store.CommitAsync(new PartitionCommit
        {
            Partition = head.Partition, Epoch = head.Epoch, FromOffset = head.NextOffset, NextOffset = head.NextOffset,
            Visitors = [new VisitorWrite(new VisitorKey(SiteId.Default, new VisitorId("ann")), null, null)],
        }, Installation.Cancel);
        Assert.Null(await ReadAsync("ann"));
    }

    [Fact]
    public async Task Readers_beside_an_owner_never_see_less_than_what_was_committed_before_they_asked()
    {
        const int events = 60;
        var committed = 0;
        var owner = Task.Run(async () =>
        {
            for (var i = 1; i <= events; i++)
            {
                await ViewAsync("ann", $"ITEM-{i % 40}");
                Volatile.Write(ref committed, i);
            }
        }, Installation.Cancel);
        while (!owner.IsCompleted)
        {
            var before = Math.Min(40, Volatile.Read(ref committed));
            var seen = (await ReadAsync("ann"))?.RecentProducts.Count ?? 0;
            Assert.True(seen >= before, $"{before} products were committed and {seen} seen.");
        }

        await owner;
    }

    private async Task<Recs.Core.Recommendations.VisitorView?> ReadAsync(string visitor)
    {
        var reading = await _reader.ReadAsync(SiteId.Default, new VisitorId(visitor), Installation.Cancel);
        Assert.False(reading.Unavailable);
        return reading.View;
    }

    private async Task ViewAsync(string visitor, string item, bool ofUser = false)
    {
        await _shop.SendAsync(visitor, new ProductViewed(_shop.Header() with { OfUser = ofUser }, new ItemLine(new ItemId(item))));
        await _shop.CatchUpAsync();
    }

    private OrderCompleted Order(string item) => new(_shop.Header(), "order", "EUR", 10, [new ItemLine(new ItemId(item))]);
}
