using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>A browser may call itself by any id, also by one that will be a user's. Once the shop vouches for the user, nothing of that is the user's.</summary>
public sealed class GuessedIdTests
{
    [Fact]
    public void What_was_filed_under_a_guessed_id_is_not_the_users_whom_the_shop_reports()
    {
        var home = new Household();
        Guess(home, new PageViewed(Browser(home), "/forged"));
        Guess(home, new CartAdded(Browser(home), Shopper.Line("forged", 5)));
        Guess(home, new OrderCompleted(Browser(home), "o-1", "EUR", 99, []));
        Guess(home, new FriendLinked(Browser(home), "thief"));
        Guess(home, new ConsentChanged(Browser(home), null, false, null));
        home.AfterMinutes(1).Order("customer", "o-2", 10);

        var customer = home["customer"];
        Assert.Equal((0, 1, 10m), (customer.Pages, customer.OrdersPlaced, customer.Spending.ByCurrency["EUR"].Net));
        Assert.Equal((false, 0, true), (customer.Consent.RefusesRecognition, customer.Cart.Lines.Count(), customer.Identified));
        Assert.Empty(customer.Friends.All);
        Assert.Equal([Hash64.Of("o-2")], home.Grain("customer").Orders.Entries.Keys);
        Assert.Contains((Hash64.Of("o-1"), true), home.Grain("customer").Orders.TakeChanged().Select(o => (o.Hash, o.Bytes is null)));
    }

    [Fact]
    public void A_message_id_that_was_guessed_too_does_not_hide_the_shops_event()
    {
        var home = new Household();
        Guess(home, new PageViewed(Browser(home, "order-1"), "/forged"));
        home.Send("customer", new OrderCompleted(home.Header("order-1") with { OfUser = true }, "o-1", "EUR", 10, []));
        Assert.Equal(1, home["customer"].OrdersPlaced);
    }

    [Fact]
    public void Whoever_takes_a_guessed_id_for_a_device_gets_nothing_of_the_user()
    {
        var home = new Household();
        Guess(home, new Identified(Browser(home), "thief", Proven: true, []));
        Assert.Equal("thief", home["customer"].HandedOverTo?.Value);

        home.AfterMinutes(1).Order("customer", "o-1", 10).AfterMinutes(1).Page("customer");
        Assert.Equal((null, 1, 1), (home["customer"].HandedOverTo, home["customer"].OrdersPlaced, home["customer"].Pages));
        Assert.Equal((0, 0), (home["thief"].OrdersPlaced, home["thief"].Pages));
        Assert.Empty(home["thief"].Aliases.NewestFirst);
        Assert.Equal(2, home["customer"].Messages.Count);
    }

    [Fact]
    public void The_users_own_device_comes_to_the_user_and_not_to_whoever_took_the_id()
    {
        var home = new Household();
        Guess(home, new Identified(Browser(home), "thief", Proven: true, []));
        home.AfterMinutes(1).Page("device", "/mine").Identify("device", "customer").AfterMinutes(1).Page("device", "/next");
        Assert.Equal((2, 0), (home["customer"].Pages, home["thief"].Pages));
        Assert.Equal(["device"], home["customer"].Aliases.NewestFirst.Select(a => a.Id.Value));
    }

    [Fact]
    public void Once_the_shop_has_spoken_of_the_user_a_guess_changes_nothing()
    {
        var home = new Household().Page("customer");
        var before = VisitorStateCodec.Encode(home["customer"]);
        Guess(home, new PageViewed(Browser(home), "/forged"));
        Guess(home, new Identified(Browser(home), "thief", Proven: true, []));
        Assert.Equal(before, VisitorStateCodec.Encode(home["customer"]));
    }

    [Fact]
    public void What_friends_have_said_of_a_user_who_had_not_come_yet_stays()
    {
        var home = new Household();
        home.Send("ann", new FriendLinked(home.Header() with { OfUser = true }, "customer"));
        Guess(home, new PageViewed(Browser(home), "/forged"));
        home.AfterMinutes(1).Send("customer", new FriendLinked(home.Header() with { OfUser = true }, "ann"));
        Assert.Equal([Hash64.Of("ann")], home["customer"].LinkedFriends.Select(f => f.Key));
    }

    [Fact]
    public void An_account_that_the_shop_joined_to_another_stays_joined()
    {
        var home = new Household().Page("old-account").Identify("old-account", "account").AfterMinutes(1).Order("old-account", "o-1", 10);
        Assert.Equal(("account", true), (home["old-account"].HandedOverTo?.Value, home["old-account"].Identified));
        Assert.Equal(1, home["account"].OrdersPlaced);
    }

    [Fact]
    public void A_bots_events_vouch_for_nobody()
    {
        var home = new Household();
        Guess(home, new PageViewed(Browser(home), "/"));
        home.Send("customer", new PageViewed(home.Header() with { OfUser = true, Bot = true }, "/"));
        Assert.Equal((1, false), (home["customer"].Pages, home["customer"].Identified));
    }

    private static EventHeader Browser(Household home, string? message = null) => home.Header(message) with { Trusted = false };

    private static void Guess(Household home, VisitorEvent e) => home.Send("customer", e);
}
