using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;
using Recs.TestKit;

namespace Recs.Core.Tests.Recommendations.Lists;

public sealed class ListBufferTests
{
    private readonly FakeListStore _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_found_before_and_after_it_was_written()
    {
        var (buffer, list) = (Buffer(), Make());
        buffer.Add(list);
        Assert.Same(list, await buffer.FindAsync(list.Site, list.Id, Cancel));
        Assert.Empty(_store.Lists);
        await buffer.WriteAsync(Cancel);
        Assert.Equal(0, buffer.Waiting);
        Assert.Same(list, _store.Lists[list.Id]);
        Assert.Same(list, await buffer.FindAsync(list.Site, list.Id, Cancel));
        Assert.Null(await buffer.FindAsync(new SiteId("other"), list.Id, Cancel));
    }

    [Fact]
    public async Task All_lists_of_a_visitor_are_given_those_that_wait_too()
    {
        var (buffer, given) = (Buffer(), new List<ListRecord>());
        for (var i = 0; i < 250; i++)
        {
            var list = Make() with { Visitor = new VisitorId(i % 5 == 0 ? "bob" : "ann") };
            buffer.Add(list);
            if (list.Visitor?.Value == "ann") given.Add(list);
            if (i == 120) await buffer.WriteAsync(Cancel);
        }

        List<Guid> read = [];
        await foreach (var list in buffer.OfVisitorAsync(SiteId.Default, new VisitorId("ann"), Cancel)) read.Add(list.Id);
        Assert.Equal(given.Select(l => l.Id).Order(), read.Order());
        await foreach (var list in buffer.OfVisitorAsync(SiteId.Default, new VisitorId("cid"), Cancel)) Assert.Fail($"{list.Id} is nobody's.");
    }

    [Fact]
    public async Task Lists_are_written_in_batches_the_oldest_first()
    {
        var buffer = Buffer(new ListOptions { BatchSize = 3 });
        var lists = Enumerable.Range(0, 8).Select(_ => Make()).ToList();
        foreach (var list in lists) buffer.Add(list);
        await buffer.WriteAsync(Cancel);
        Assert.Equal([3, 3, 2], _store.Batches.Select(b => b.Count));
        Assert.Equal(lists, _store.Batches.SelectMany(b => b));
    }

    [Fact]
    public async Task A_store_that_fails_loses_nothing_and_keeps_the_order()
    {
        var buffer = Buffer(new ListOptions { BatchSize = 3 });
        var lists = Enumerable.Range(0, 5).Select(_ => Make()).ToList();
        foreach (var list in lists) buffer.Add(list);
        _store.Down = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => buffer.WriteAsync(Cancel));
        Assert.Equal(5, buffer.Waiting);
        _store.Down = false;
        await buffer.WriteAsync(Cancel);
        Assert.Equal(lists, _store.Batches.SelectMany(b => b));
        Assert.Equal(0, buffer.Lost);
    }

    [Fact]
    public void Memory_is_bounded_the_oldest_lists_are_given_up_and_counted()
    {
        var buffer = Buffer(new ListOptions { MaxWaitingProducts = 10 });
        var lists = Enumerable.Range(0, 20).Select(_ => Make(products: 2)).ToList();
        foreach (var list in lists) buffer.Add(list);
        Assert.Equal((5, 15), (buffer.Waiting, buffer.Lost));
    }

    [Fact]
    public async Task Of_two_who_go_on_from_the_same_place_the_first_wins()
    {
        var (buffer, list) = (Buffer(), Make(products: 2));
        buffer.Add(list);
        var first = buffer.Extend(list, [Product("x")]);
        var second = buffer.Extend(list, [Product("y")]);
        Assert.Equal((3, "x"), (first.Items.Count, first.Items[2].Item.Value));
        Assert.Same(first, second);
        await buffer.WriteAsync(Cancel);
        Assert.Same(first, buffer.Extend(list, [Product("z")]));
        Assert.Same(first, _store.Lists[list.Id]);
    }

    [Fact]
    public async Task A_list_that_grows_while_it_is_written_is_written_again()
    {
        var (buffer, list) = (Buffer(), Make());
        buffer.Add(list);
        _store.Saving = () => buffer.Extend(list, [Product("x")]);
        await buffer.WriteAsync(Cancel);
        Assert.Equal(list.Items.Count + 1, _store.Lists[list.Id].Items.Count);
        Assert.Equal(0, buffer.Waiting);
    }

    [Fact]
    public async Task An_erased_visitors_lists_are_forgotten_wherever_they_are()
    {
        var buffer = Buffer();
        var (written, waiting, others) = (Make("ann"), Make("ann"), Make("bob"));
        buffer.Add(written);
        await buffer.WriteAsync(Cancel);
        buffer.Add(waiting);
        buffer.Add(others);
        await buffer.ForgetAsync(SiteId.Default, [new VisitorId("ann")], Cancel);
        await buffer.WriteAsync(Cancel);
        Assert.Null(await buffer.FindAsync(SiteId.Default, written.Id, Cancel));
        Assert.Null(await buffer.FindAsync(SiteId.Default, waiting.Id, Cancel));
        Assert.Equal([others.Id], _store.Lists.Keys);
    }

    [Fact]
    public async Task An_erased_visitors_list_does_not_come_back_with_a_write_under_way()
    {
        var (buffer, list, held) = (Buffer(), Make("ann"), new TaskCompletionSource());
        buffer.Add(list);
        _store.Held = held.Task;
        var writing = buffer.WriteAsync(Cancel);
        var forgetting = buffer.ForgetAsync(SiteId.Default, [new VisitorId("ann")], Cancel);
        held.SetResult();
        await Task.WhenAll(writing, forgetting);
        Assert.Empty(_store.Lists);
        Assert.Null(await buffer.FindAsync(SiteId.Default, list.Id, Cancel));
    }

    [Fact]
    public async Task A_list_that_goes_on_after_its_visitor_was_erased_is_nobodys()
    {
        var (buffer, list) = (Buffer(), Make("ann"));
        buffer.Add(list);
        await buffer.ForgetAsync(SiteId.Default, [new VisitorId("ann")], Cancel);
        buffer.Extend(list, [Product("x")]);
        await buffer.WriteAsync(Cancel);
        Assert.Null(_store.Lists[list.Id].Visitor);
    }

    [Fact]
    public async Task Written_lists_leave_memory_and_are_read_from_the_store()
    {
        var buffer = Buffer(new ListOptions { Recent = 2 });
        var lists = Enumerable.Range(0, 5).Select(_ => Make()).ToList();
        foreach (var list in lists) buffer.Add(list);
        await buffer.WriteAsync(Cancel);
        foreach (var list in lists) Assert.Same(list, await buffer.FindAsync(list.Site, list.Id, Cancel));
        Assert.Equal(3, _store.Finds);
    }

    [Fact]
    public async Task The_keeper_writes_at_each_turn_and_drops_what_is_old_in_steps()
    {
        var (buffer, clock) = (Buffer(), new ManualTime());
        var keeper = new ListKeeper(buffer, _store, ListOptions.Default, clock, NullLogger<ListKeeper>.Instance);
        buffer.Add(Make());
        await keeper.TurnAsync(Cancel);
        Assert.Single(_store.Lists);
        Assert.Equal([clock.Instant - TimeSpan.FromDays(8)], _store.Drops);
        _store.DropsLeft = [500, 500, 12];
        await keeper.TurnAsync(Cancel);
        Assert.Single(_store.Drops);
        clock.Advance(TimeSpan.FromMinutes(10));
        await keeper.TurnAsync(Cancel);
        Assert.Equal(4, _store.Drops.Count);
        _store.Down = true;
        buffer.Add(Make());
        await keeper.TurnAsync(Cancel);
        Assert.Equal(1, buffer.Waiting);
    }

    private ListBuffer Buffer(ListOptions? options = null) => new(_store, options ?? ListOptions.Default, NullLogger<ListBuffer>.Instance);

    private static ListedProduct Product(string id) => new(new ItemId(id), 1, RecommendationTier.Popular, "popular");

    private static ListRecord Make(string? visitor = null, int products = 1) => new(SiteId.Default, ListIds.New(RecommendationForm.Popular, DateTimeOffset.UnixEpoch), RecommendationForm.Popular)
    {
        Visitor = visitor is null ? null : new VisitorId(visitor),
        Items = [.. Enumerable.Range(0, products).Select(i => Product($"I{i}"))],
    };
}
