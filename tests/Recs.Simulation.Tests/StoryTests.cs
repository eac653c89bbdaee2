using Recs.Core.Visitors;
using Recs.Simulation.Events;
using Recs.Simulation.Shoppers;

namespace Recs.Simulation.Tests;

public sealed class StoryTests
{
    private static readonly SimulatedWorld World = new(Simulations.Options(3_000));
    private static readonly List<ShopperStory> Stories = [.. World.Stories()];

    public static TheoryData<Destiny, LifecycleStage> Ends => new()
    {
        { Destiny.PassesBy, LifecycleStage.FirstVisit },
        { Destiny.Returns, LifecycleStage.ReturnVisit },
        { Destiny.SignsUp, LifecycleStage.Prospect },
        { Destiny.BuysAsGuest, LifecycleStage.Customer },
        { Destiny.Buys, LifecycleStage.Customer },
        { Destiny.SendsBack, LifecycleStage.Prospect },
        { Destiny.StaysLoyal, LifecycleStage.LoyalCustomer },
        { Destiny.Leaves, LifecycleStage.Customer },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Everybody_comes_as_far_as_was_planned(Destiny destiny, LifecycleStage stage)
    {
        var those = Stories.Where(s => s.Shopper.Destiny == destiny).ToList();
        Assert.True(those.Count > 30, $"{those.Count}");
        Assert.All(those, s => Assert.Equal(stage, MainOf(s).Walk.Reached[^1].Stage));
    }

    [Fact]
    public void Who_leaves_was_loyal_before_and_is_told_when_they_left()
    {
        var leavers = Stories.Where(s => s.Shopper.Destiny == Destiny.Leaves).ToList();
        Assert.All(leavers, s => Assert.Contains(MainOf(s).Walk.Reached, r => r.Stage == LifecycleStage.LoyalCustomer));
        Assert.All(leavers, s => Assert.True(World.Options.End - s.LeftAt > TimeSpan.FromDays(30)));
        Assert.All(Stories.Except(leavers), s => Assert.Null(s.LeftAt));
    }

    [Fact]
    public void Events_lie_within_the_days_in_order_each_with_an_id_of_its_own()
    {
        var events = Stories.SelectMany(s => s.Events).ToList();
        Assert.All(events, e => Assert.True(e.Time >= World.Options.Start && e.Time < World.Options.End, $"{e}"));
        Assert.Equal(events.Count, events.Select(e => e.MessageId).Distinct().Count());
        Assert.All(Stories, s => Assert.Equal(s.Events.Select(e => e.Time), s.Events.Select(e => e.Time).Order()));
    }

    [Fact]
    public void Nobody_buys_what_is_too_dear_for_them_though_some_look_at_it()
    {
        bool TooDear(Shopper s, Shops.Product p) => p.Price > s.PriceLimits[World.Shop.Departments.TakeWhile(d => d.Name != p.Kind.Department).Count()];
        Assert.Empty(Stories.SelectMany(s => Orders(s).SelectMany(o => o.Lines).Where(l => TooDear(s.Shopper, l.Product))));
        var looks = Stories.SelectMany(s => s.Events.Select(e => e.Deed).OfType<ProductSeen>().Select(v => TooDear(s.Shopper, v.Product))).ToList();
        Assert.InRange(looks.Count(dear => dear) / (double)looks.Count, 0.005, 0.1);
    }

    [Fact]
    public void What_is_put_into_the_cart_was_looked_at_before_almost_always()
    {
        var puts = Stories.SelectMany(s => s.Events.Select((e, i) => (s, e, i))).Where(x => x.e.Deed is PutIntoCart).ToList();
        var seen = puts.Count(x => x.s.Events.Take(x.i).Any(e => e.Deed is ProductSeen v && v.Product == ((PutIntoCart)x.e.Deed).Product));
        Assert.InRange(seen / (double)puts.Count, 0.8, 0.99);
    }

    [Fact]
    public void A_few_products_make_most_of_the_trade()
    {
        var sold = Stories.SelectMany(Orders).SelectMany(o => o.Lines).GroupBy(l => l.Product).Select(g => g.Sum(l => l.Quantity)).OrderDescending().ToList();
        var share = sold.Take(World.Shop.Products.Count / 5).Sum() / (double)sold.Sum();
        Assert.InRange(share, 0.45, 0.8);
    }

    [Fact]
    public void The_top_of_a_list_is_clicked_more_than_the_rest()
    {
        var clicks = Stories.SelectMany(s => s.Events).Select(e => e.Deed).OfType<ListClicked>().CountBy(c => c.Position).ToDictionary();
        Assert.True(clicks[1] > 1.5 * clicks[3] && clicks[3] > clicks[8], string.Join(", ", clicks));
    }

    [Fact]
    public void A_visit_is_one_session_and_visits_are_hours_apart()
    {
        foreach (var story in Stories)
        {
            var times = story.Events.Where(e => e.Device is not null).Select(e => e.Time).ToList();
            var gaps = times.Zip(times.Skip(1), (a, b) => b - a);
            Assert.DoesNotContain(gaps, g => g > TimeSpan.FromMinutes(5) && g < TimeSpan.FromMinutes(31));
        }
    }

    [Fact]
    public void Friends_are_friends_both_ways_and_link_when_they_sign_up()
    {
        var byUser = Stories.Where(s => s.Shopper.UserId is not null).ToDictionary(s => s.Shopper.UserId!);
        Assert.All(byUser.Values, s => Assert.All(s.Friends, f => Assert.Contains(s.Shopper.UserId!, byUser[f].Friends)));
        Assert.All(byUser.Values, s => Assert.Equal(s.Friends, s.Events.Select(e => e.Deed).OfType<Befriended>().Select(b => b.FriendId)));
        Assert.True(byUser.Values.Count(s => s.Friends.Count >= 3) > 300);
    }

    [Fact]
    public void What_one_shopper_does_does_not_depend_on_how_many_there_are()
    {
        var fewer = new SimulatedWorld(Simulations.Options(120));
        Assert.Equal(Stories[50].Events.Select(e => (e.Time, e.Deed.GetType())), fewer.Story(50).Events.Select(e => (e.Time, e.Deed.GetType())));
    }

    private static IEnumerable<Ordered> Orders(ShopperStory story) => story.Events.Select(e => e.Deed).OfType<Ordered>();

    private static Truth.VisitorTruth MainOf(ShopperStory story) => story.Visitors.Single(v => v.Id == (story.Shopper.UserId ?? story.Shopper.Devices[0].Id));
}
