using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class IdentityTests
{
    [Fact]
    public void A_browser_that_names_a_users_id_as_its_own_changes_nothing()
    {
        var ann = new Shopper();
        ann.Send(new PageViewed(ann.Header() with { Trusted = true, OfUser = true }, "/"));
        Assert.Equal((LifecycleStage.Prospect, true), (ann.State.Stage, ann.State.Identified));
        var before = ann.Bytes;
        var forged = new OrderCompleted(ann.Header() with { AnonymousId = null }, "o1", "EUR", 1_000_000_000, []);
        Assert.Equal(ApplyOutcome.Unproven, ann.Send(forged).Outcome);
        Assert.Equal(before, ann.Bytes);
    }

    [Fact]
    public void Without_proof_the_claim_is_kept_and_nothing_merges()
    {
        var ann = new Shopper("device").Page();
        ann.Identify("user", proven: false);
        ann.AfterMinutes(1).Identify("another", proven: false);
        Assert.Equal("another", ann.State.Claim?.UserId);
        Assert.Equal((true, false), (ann.State.Registered, ann.State.Identified));
        Assert.Empty(ann.Effects.Records);
        Assert.Null(ann.State.HandedOverTo);
    }

    [Fact]
    public void With_proof_the_devices_state_joins_the_users()
    {
        var home = new Household().Page("user", "/desk").Order("user", "o1", 10).AfterMinutes(5);
        home.Page("device", "/sofa").Order("device", "o2", 5).Identify("device", "user", traits: new Trait("age", TraitType.Number, "41"));
        var user = home["user"];
        Assert.Equal((2, 15m, 2), (user.Pages, user.Spending.ByCurrency["EUR"].Net, user.Spending.NetOrders));
        Assert.Equal(["/sofa", "/desk"], user.RecentPages.NewestFirst.Select(p => p.Path));
        Assert.Equal(["device"], user.Aliases.NewestFirst.Select(a => a.Id.Value));
        Assert.Equal([Hash64.Of("o1"), Hash64.Of("o2")], home.Grain("user").Orders.Entries.Keys.OrderBy(h => h == Hash64.Of("o2")));
        Assert.Equal("41", user.Traits.Traits.Single().Value);
        Assert.True(user.Identified);
    }

    [Fact]
    public void The_device_keeps_nothing_but_the_way_to_the_user()
    {
        var home = new Household().Page("device").Order("device", "o1", 10).Identify("device", "user");
        var stub = home["device"];
        Assert.Equal("user", stub.HandedOverTo?.Value);
        Assert.Equal((0, 0, 0), (stub.Pages, stub.Spending.NetOrders, home.Grain("device").Orders.Entries.Count));
        Assert.Null(stub.NextDue);
        Assert.Equal([(Hash64.Of("o1"), true)], home.Grain("device").Orders.TakeChanged().Select(o => (o.Hash, o.Bytes is null)));
        Assert.InRange(VisitorStateCodec.Encode(stub).Length, 1, 80);
    }

    [Fact]
    public void Later_events_of_the_device_are_forwarded_under_their_own_id()
    {
        var home = new Household().Identify("device", "user").AfterMinutes(1).Page("device", "/next", message: "sent-1");
        Assert.Equal(1, home["user"].Pages);
        var forwarded = home.Asked[^1];
        Assert.Equal(("user", "sent-1", "device"), (forwarded.Visitor.Value, forwarded.Event.Header.MessageId, forwarded.Event.Header.AnonymousId));
        home.Page("device", "/next", message: "sent-1").Page("user", "/next", message: "sent-1");
        Assert.Equal(1, home["user"].Pages);
    }

    [Fact]
    public void What_the_device_sent_before_is_known_to_the_user()
    {
        var home = new Household().Page("device", message: "sent-1").Identify("device", "user").Page("user", message: "sent-1").Page("device", message: "sent-1");
        Assert.Equal(1, home["user"].Pages);
    }

    [Fact]
    public void A_merge_that_comes_twice_counts_once()
    {
        var twice = new Household { Deliveries = 2 }.Page("device").Order("device", "o1", 10).Identify("device", "user");
        var once = new Household().Page("device").Order("device", "o1", 10).Identify("device", "user");
        Assert.Equal(VisitorStateCodec.Encode(once["user"]), VisitorStateCodec.Encode(twice["user"]));
        Assert.Single(twice.Changes, c => c.Kind == VisitorChangeKind.Merge);
    }

    [Fact]
    public void A_second_user_takes_the_alias_and_the_past_stays_with_the_first()
    {
        var home = new Household().Page("device", "/first").Identify("device", "user-1").AfterMinutes(1);
        home.Identify("device", "user-2").AfterMinutes(1).Page("device", "/second");
        Assert.Equal(["/first"], home["user-1"].RecentPages.NewestFirst.Select(p => p.Path));
        Assert.Equal(["/second"], home["user-2"].RecentPages.NewestFirst.Select(p => p.Path));
        Assert.Empty(home["user-1"].Aliases.NewestFirst);
        Assert.Equal(["device"], home["user-2"].Aliases.NewestFirst.Select(a => a.Id.Value));
        Assert.Equal("user-2", home["device"].HandedOverTo?.Value);
    }

    [Fact]
    public void Back_at_the_first_user_nothing_is_counted_again()
    {
        var home = new Household { Deliveries = 2 }.Page("device").Order("device", "o1", 10).Identify("device", "user-1").AfterMinutes(1);
        home.Identify("device", "user-2").AfterMinutes(1).Identify("device", "user-1").AfterMinutes(1).Page("device", "/again");
        Assert.Equal((2, 10m), (home["user-1"].Pages, home["user-1"].Spending.ByCurrency["EUR"].Net));
        Assert.Equal(["device"], home["user-1"].Aliases.NewestFirst.Select(a => a.Id.Value));
        Assert.Empty(home["user-2"].Aliases.NewestFirst);
    }

    [Fact]
    public void A_merge_that_comes_again_after_its_alias_was_released_counts_once()
    {
        var home = new Household().Page("device").Identify("device", "user-1").AfterMinutes(1).Identify("device", "user-2");
        foreach (var record in home.Asked.ToList()) home.Send(record.Visitor.Value, record.Event);
        Assert.Equal((1, 0), (home["user-1"].Pages, home["user-2"].Pages));
        Assert.Empty(home["user-1"].Aliases.NewestFirst);
    }

    [Fact]
    public void A_merge_that_comes_again_after_many_newer_aliases_counts_once()
    {
        var home = new Household().Page("device-0").Identify("device-0", "user");
        var merge = home.Asked.Single(r => r.Event is Merged);
        for (var i = 1; i <= 60; i++) home.AfterMinutes(1).Identify($"device-{i}", "user");
        Assert.DoesNotContain(home["user"].Aliases.NewestFirst, a => a.Id.Value == "device-0");
        home.Send("user", merge.Event);
        Assert.Equal(1, home["user"].Pages);
    }

    [Fact]
    public void Two_who_each_think_the_other_has_a_device_do_not_send_its_records_round_for_ever()
    {
        var home = new Household();
        home.Send("user-1", new AliasReleased(home.Header(), new VisitorId("device")) { To = new VisitorId("user-2") });
        home["user-2"].Aliases.Release(new VisitorId("device"), new VisitorId("user-1"), 7, home.Now);
        home.Send("user-1", new PageViewed(home.Header("m") with { AnonymousId = "device" }, "/"));
        Assert.Equal(1, home["user-1"].Pages + home["user-2"].Pages);
        Assert.Equal(EventHeader.MostHops, home.Asked.Count(r => r.Event.Header.MessageId == "m"));
    }

    [Fact]
    public void The_same_identify_again_is_forwarded_and_merges_nothing()
    {
        var home = new Household().Page("device").Identify("device", "user").AfterMinutes(1);
        home.Identify("device", "user", traits: new Trait("age", TraitType.Number, "42"));
        Assert.Equal("42", home["user"].Traits.Traits.Single().Value);
        Assert.Single(home.Asked, r => r.Event is Merged);
    }

    [Fact]
    public void A_user_identified_as_itself_stays_what_it_is()
    {
        var home = new Household().Page("user").Identify("user", "user");
        Assert.Empty(home.Asked);
        Assert.Equal((1, true), (home["user"].Pages, home["user"].Identified));
    }

    [Fact]
    public void A_device_that_becomes_a_user_of_its_own_id_again_loses_no_event()
    {
        var home = new Household().Page("id-1").Identify("id-1", "user").AfterMinutes(1);
        home.Identify("id-1", "id-1", traits: new Trait("age", TraitType.Number, "42")).AfterMinutes(1).Page("id-1", "/own");
        Assert.Null(home["id-1"].HandedOverTo);
        Assert.Equal(["/own"], home["id-1"].RecentPages.NewestFirst.Select(p => p.Path));
        Assert.Equal("42", home["id-1"].Traits.Traits.Single().Value);
        Assert.Empty(home["user"].Aliases.NewestFirst);
        Assert.Equal(1, home["user"].Pages);
    }

    [Fact]
    public void Users_can_be_joined_in_a_row()
    {
        var home = new Household().Page("a").Identify("a", "b").AfterMinutes(1).Page("b").Identify("b", "c").AfterMinutes(1).Page("a").Page("b").Page("c");
        Assert.Equal(5, home["c"].Pages);
        Assert.Equal((0, 0), (home["a"].Pages, home["b"].Pages));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "b", "c")]
    [InlineData("a", "b", "c", "d")]
    public void Ids_identified_as_each_other_end_as_one_visitor(params string[] ring)
    {
        var home = new Household();
        foreach (var id in ring) home.Page(id).Order(id, $"order-{id}", 1);
        for (var i = 0; i < ring.Length; i++) home.AfterMinutes(1).Identify(ring[i], ring[(i + 1) % ring.Length]);
        foreach (var id in ring) home.AfterMinutes(1).Page(id);
        var whole = Assert.Single(ring, id => home[id].HandedOverTo is null);
        Assert.Equal((2 * ring.Length, ring.Length), (home[whole].Pages, home[whole].Spending.NetOrders));
    }

    [Fact]
    public void Ids_identified_as_each_other_at_one_moment_lose_nothing()
    {
        var home = new Household().Page("a").Page("b");
        home.Hold("a", new Identified(home.Header(), "b", true, []));
        home.Hold("b", new Identified(home.Header(), "a", true, []));
        home.Deliver().AfterMinutes(1).Page("a").Page("b");
        Assert.Equal(4, home["a"].Pages + home["b"].Pages);
    }

    [Fact]
    public void A_merge_is_told_and_judged()
    {
        var home = new Household().Order("user", "o1", 1).Order("user", "o2", 1).AfterMinutes(1).Order("device", "o3", 1).Identify("device", "user");
        Assert.Equal(LifecycleStage.LoyalCustomer, home["user"].Stage);
        var merge = Assert.Single(home.Changes, c => c.Kind == VisitorChangeKind.Merge);
        Assert.Equal(("device", "user", "merge"), (merge.Old, merge.New, merge.Cause));
        Assert.Equal("merge", home.Changes[^1].Cause);
    }
}
