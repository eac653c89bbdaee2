using Recs.Core.Events;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Visitors.Profiles;

namespace Recs.Core.Tests.Streaming;

public sealed class FriendsAcrossPartitionsTests
{
    [Fact]
    public async Task Friends_learn_of_each_other_and_are_known_by_name()
    {
        await using var shop = Installation.Open();
        await SayAsync(shop, "ann", h => new FriendLinked(h, "bob"));
        await SayAsync(shop, "bob", h => new FriendLinked(h, "ann"));
        await shop.CatchUpAsync();
        Assert.Equal(["bob"], (await ProfileAsync(shop, "ann"))!.Friends.Ids);
        Assert.Equal(["ann"], (await ProfileAsync(shop, "bob"))!.Friends.Ids);

        await SayAsync(shop, "bob", h => new FriendUnlinked(h, "ann"));
        await shop.CatchUpAsync();
        Assert.Equal((0, 0), ((await ProfileAsync(shop, "ann"))!.Friends.Count, (await ProfileAsync(shop, "bob"))!.Friends.Count));
    }

    [Fact]
    public async Task One_who_was_only_named_is_no_visitor_until_the_first_event()
    {
        await using var shop = Installation.Open();
        await SayAsync(shop, "ann", h => new FriendLinked(h, "bob"));
        await shop.CatchUpAsync();
        Assert.True((await shop.StateAsync("bob"))!.IsDormant);
        Assert.Null(await ProfileAsync(shop, "bob"));
        Assert.Null(await ProfileAsync(shop, "bob", shop.Now));
        Assert.Null((await new VisitorViewReader(shop.Reader, shop.Log.Partitions, shop.Clock).ReadAsync(SiteId.Default, new VisitorId("bob"), Installation.Cancel)).View);
        Assert.DoesNotContain(await shop.ChangesAsync(), c => c.Key.Visitor.Value == "bob");

        await SayAsync(shop, "bob", h => new PageViewed(h, "/"));
        await shop.CatchUpAsync();
        var bob = (await ProfileAsync(shop, "bob"))!;
        Assert.Equal((1, 1, shop.Now.ToDateTimeOffset()), (bob.Sessions, bob.Pages, bob.FirstSeen));
    }

    [Fact]
    public async Task Links_of_a_device_are_told_once_it_is_a_user()
    {
        await using var shop = Installation.Open();
        await SayAsync(shop, "bob", h => new FriendLinked(h, "ann"));
        await shop.SendAsync("phone", new FriendLinked(shop.Header() with { Trusted = false }, "bob"));
        await shop.CatchUpAsync();
        Assert.DoesNotContain(await shop.RecordsAsync(), r => r.Event is FriendClaimed && r.Visitor.Value == "bob");

        await shop.SendAsync("phone", new Identified(shop.Header(), "ann", true, []));
        await shop.CatchUpAsync();
        Assert.Equal(["ann"], (await ProfileAsync(shop, "bob"))!.Friends.Ids);
        Assert.Equal(["bob"], (await ProfileAsync(shop, "ann"))!.Friends.Ids);
    }

    [Fact]
    public async Task A_friend_named_by_the_id_of_a_device_is_found_where_the_device_went()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync("phone", new Identified(shop.Header(), "ann", true, []));
        await SayAsync(shop, "bob", h => new FriendLinked(h, "phone"));
        await shop.CatchUpAsync();
        Assert.True((await shop.StateAsync("ann"))!.Friends.All.Single().Theirs.Linked);
    }

    [Fact]
    public async Task Promotions_lists_searches_and_consent_are_in_the_profile()
    {
        await using var shop = Installation.Open();
        await SayAsync(shop, "ann", h => new CampaignContacted(h, "spring", "email"));
        await SayAsync(shop, "ann", h => new CampaignClicked(h, "spring", "email"));
        await SayAsync(shop, "ann", h => new RecommendationViewed(h, "list", "home", []));
        await SayAsync(shop, "ann", h => new RecommendationClicked(h, "list", "home", new ItemLine(new ItemId("mug")), 2));
        await SayAsync(shop, "ann", h => new ProductsSearched(h, "blue mug"));
        await SayAsync(shop, "ann", h => new ConsentChanged(h, true, null, false));
        await shop.CatchUpAsync();
        var ann = (await ProfileAsync(shop, "ann"))!;
        Assert.Equal(("spring", 1, 0, 1), ann.Promotions.Select(p => (p.Id, p.Contacted, p.Opened, p.Clicked)).Single());
        Assert.Equal(("home", "mug", 2), ann.ListsSeen.Select(l => (l.Placement, l.Clicks.Single().Id, l.Clicks.Single().Position)).Single());
        Assert.Equal("blue mug", ann.Searches.Single().Text);
        Assert.Equal((true, null, false), (ann.Consent.Analytics?.Granted, ann.Consent.Personalisation?.Granted, ann.Consent.Marketing?.Granted));
    }

    private static Task SayAsync(Installation shop, string user, Func<EventHeader, VisitorEvent> said) =>
        shop.SendAsync(user, said(shop.Header() with { OfUser = true }));

    private static ValueTask<VisitorProfile?> ProfileAsync(Installation shop, string id, Instant? asOf = null) =>
        new VisitorProfileReader(shop.Reader, shop.Log, shop.Sqlite.Checkpoints, shop.Clock).ReadAsync(SiteId.Default, new VisitorId(id), asOf, Installation.Cancel);
}
