using Recs.Core.Events;
using Recs.Core.Recommendations.Referral;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Tests.Streaming;

namespace Recs.Core.Tests.Recommendations.Referral;

/// <summary>Friends who buy, in a real store with a clock that the test moves.</summary>
public sealed class CircleReaderTests : IAsyncLifetime
{
    private static readonly string[] Three = ["bob", "cat", "dan"];

    private readonly Installation _shop = Installation.Open();
    private VisitorViewReader _reader = null!;
    private int _orders;

    public ValueTask InitializeAsync()
    {
        _reader = Reader();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task What_three_friends_have_bought_is_shown_from_the_next_day_on()
    {
        await LinkAsync(Three);
        await AfterDaysAsync(8);
        await BuyAsync("MUG", Three);
        Assert.Empty(await CircleAsync());
        await AfterDaysAsync(1);
        Assert.Equal(["MUG"], await CircleAsync());
    }

    [Fact]
    public async Task Two_buyers_are_not_enough()
    {
        await LinkAsync(Three);
        await AfterDaysAsync(8);
        await BuyAsync("MUG", "bob", "cat");
        await BuyAsync("POT", Three);
        await AfterDaysAsync(1);
        Assert.Equal(["POT"], await CircleAsync());
    }

    [Fact]
    public async Task A_friendship_counts_once_both_have_named_each_other_for_seven_days()
    {
        await LinkAsync("bob", "cat");
        await SayAsync("ann", h => new FriendLinked(h, "dan"));
        await BuyAsync("MUG", Three);
        await AfterDaysAsync(10);
        Assert.Empty(await CircleAsync());
        await SayAsync("dan", h => new FriendLinked(h, "ann"));
        await AfterDaysAsync(7);
        Assert.Empty(await CircleAsync());
        await AfterDaysAsync(1);
        Assert.Equal(["MUG"], await CircleAsync());
    }

    [Fact]
    public async Task Only_verified_orders_that_were_not_refunded_count()
    {
        await LinkAsync(Three);
        await BuyAsync("MUG", "bob", "cat");
        await SayAsync("dan", h => Order(h, "unverified", "MUG"), trusted: false);
        await BuyAsync("POT", "bob", "cat");
        await SayAsync("dan", h => Order(h, "refunded", "POT"));
        await SayAsync("dan", h => new OrderRefunded(h, "refunded", "EUR", 10, []));
        await AfterDaysAsync(9);
        Assert.Empty(await CircleAsync());
    }

    [Fact]
    public async Task A_list_stays_as_it_is_for_the_day_whatever_friends_do()
    {
        await LinkAsync("bob", "cat", "dan", "eve");
        await BuyAsync("MUG", Three);
        await BuyAsync("POT", "bob", "cat");
        await AfterDaysAsync(9);
        Assert.Equal(["MUG"], await CircleAsync());

        await BuyAsync("POT", "eve");
        await SayAsync("bob", h => new FriendUnlinked(h, "ann"));
        Assert.Equal(["MUG"], await CircleAsync());
        await AfterDaysAsync(1);
        Assert.Empty(await CircleAsync());
    }

    [Fact]
    public async Task With_just_enough_friends_an_unlinking_shows_no_earlier_either()
    {
        await LinkAsync("bob", "cat", "dan");
        await BuyAsync("MUG", Three);
        await AfterDaysAsync(9);
        Assert.Equal(["MUG"], await CircleAsync());
        await SayAsync("bob", h => new FriendUnlinked(h, "ann"));
        Assert.Equal(["MUG"], await CircleAsync());
        await AfterDaysAsync(1);
        Assert.Empty(await CircleAsync());
    }

    [Fact]
    public async Task A_process_that_starts_anew_gives_the_same_list_on_the_same_day()
    {
        await LinkAsync("bob", "cat", "dan", "eve");
        foreach (var item in new[] { "A", "B", "C", "D", "E" }) await BuyAsync(item, Three);
        await AfterDaysAsync(9);
        var list = await CircleAsync();
        Assert.Equal(5, list.Count);
        await BuyAsync("F", "bob", "cat", "dan", "eve");
        _reader = Reader();
        Assert.Equal(list, await CircleAsync());
    }

    [Fact]
    public async Task Who_has_refused_personalisation_or_was_erased_lends_no_purchase()
    {
        await LinkAsync(Three);
        await BuyAsync("MUG", Three);
        await SayAsync("bob", h => new ConsentChanged(h, null, false, null));
        await AfterDaysAsync(9);
        Assert.Empty(await CircleAsync());
    }

    [Fact]
    public async Task One_person_under_two_names_counts_once()
    {
        await LinkAsync("bob", "cat");
        await LinkAsync("bobs-phone");
        await BuyAsync("MUG", "bob", "cat", "bobs-phone");
        await SayAsync("bobs-phone", h => new Identified(h, "bob", true, []));
        await AfterDaysAsync(9);
        Assert.Empty(await CircleAsync());
    }

    [Fact]
    public async Task A_friend_cannot_be_read_off_how_often_one_buys()
    {
        await LinkAsync(Three);
        for (var i = 0; i < 5; i++) await BuyAsync("MUG", "bob");
        await BuyAsync("MUG", "cat");
        await AfterDaysAsync(9);
        Assert.Empty(await CircleAsync());
    }

    [Fact]
    public async Task Without_being_asked_no_friend_is_read()
    {
        await LinkAsync(Three);
        await BuyAsync("MUG", Three);
        await AfterDaysAsync(9);
        var reading = await _reader.ReadAsync(SiteId.Default, new VisitorId("ann"), Installation.Cancel);
        Assert.Null(reading.View!.Circle);
    }

    [Fact]
    public async Task A_circle_that_comes_too_late_for_one_answer_is_there_for_the_next()
    {
        await LinkAsync(Three);
        await BuyAsync("MUG", Three);
        await AfterDaysAsync(9);
        await _shop.CatchUpAsync();
        var store = new LateFriends(_shop.Reader, "ann");
        var circles = new CircleReader(store, new ReferralOptions());
        var page = new VisitorViewReader(store, _shop.Log.Partitions, _shop.Clock, circles: circles);
        var early = page.ReadAsync(SiteId.Default, new VisitorId("ann"), withCircle: true, Installation.Cancel).AsTask();
        await store.Asked.WaitAsync(Installation.Cancel);
        _shop.Clock.Advance(VisitorViewReader.Deadline);
        var given = await early;
        Assert.True(given.Unavailable);
        Assert.Null(given.View!.Circle);

        // Whoever asks next, with more patience, has the same read.
        store.GoOn();
        var patient = new VisitorViewReader(store, _shop.Log.Partitions, _shop.Clock, Timeout.InfiniteTimeSpan, circles: circles);
        for (var i = 0; i < 2; i++)
        {
            var reading = await patient.ReadAsync(SiteId.Default, new VisitorId("ann"), withCircle: true, Installation.Cancel);
            Assert.Single(reading.View!.Circle!.Products);
        }

        Assert.Equal(Three.Length, store.Friends);
    }

    private VisitorViewReader Reader() => new(_shop.Reader, _shop.Log.Partitions, _shop.Clock, Timeout.InfiniteTimeSpan, _shop.Sqlite.VisitorVersions);

    private async Task<IReadOnlyList<string>> CircleAsync()
    {
        await _shop.CatchUpAsync();
        var reading = await _reader.ReadAsync(SiteId.Default, new VisitorId("ann"), withCircle: true, Installation.Cancel);
        Assert.False(reading.Unavailable);
        return [.. (await _shop.Reader.ReadNamesAsync(SiteId.Default, [.. reading.View!.Circle!.Products], Installation.Cancel)).Select(n => n!)];
    }

    private async Task LinkAsync(params string[] friends)
    {
        foreach (var friend in friends)
        {
            await SayAsync("ann", h => new FriendLinked(h, friend));
            await SayAsync(friend, h => new FriendLinked(h, "ann"));
        }

        await _shop.CatchUpAsync();
    }

    private async Task BuyAsync(string item, params string[] buyers)
    {
        foreach (var buyer in buyers) await SayAsync(buyer, h => Order(h, $"order-{++_orders}", item));
    }

    private static OrderCompleted Order(EventHeader header, string id, string item) =>
        new(header, id, "EUR", 10, [new ItemLine(new ItemId(item)) { Price = 10 }]);

    private Task SayAsync(string visitor, Func<EventHeader, VisitorEvent> say, bool trusted = true) =>
        _shop.SendAsync(visitor, say(_shop.Header() with { Trusted = trusted, OfUser = true }));

    private async Task AfterDaysAsync(double days)
    {
        await _shop.CatchUpAsync();
        _shop.Clock.Advance(TimeSpan.FromDays(days));
    }
}
