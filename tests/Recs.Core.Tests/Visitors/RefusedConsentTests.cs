using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>Who has refused to be recognised is not built up further by events whose senders are silent about it.</summary>
public sealed class RefusedConsentTests
{
    private const AllowedPurposes Both = AllowedPurposes.Analytics | AllowedPurposes.Personalisation;

    [Fact]
    public void After_the_refusal_silent_events_add_nothing_but_count_as_nobodys()
    {
        var ann = Known();
        var before = Told(ann);
        ann.AfterMinutes(5);
        Assert.Equal(ApplyOutcome.Nobodys, ann.Send(new PageViewed(ann.Header(), "/secret")).Outcome);
        Assert.Equal(ApplyOutcome.Nobodys, ann.Send(new ProductViewed(ann.Header() with { OfUser = true }, Shopper.Line("mug", 9, "Home"))).Outcome);
        Assert.Equal(ApplyOutcome.Nobodys, ann.Send(new CartAdded(ann.Header(), Shopper.Line("mug"))).Outcome);
        Assert.Equal(ApplyOutcome.Unconcerned, ann.Send(new FriendLinked(ann.Header(), "bob")).Outcome);
        Assert.Equal(ApplyOutcome.Unconcerned, ann.Identify("ann-2", proven: true).Outcome);
        Assert.Equal(before, Told(ann));
        Assert.Empty(ann.Effects.Records);
    }

    [Fact]
    public void A_repeat_of_what_counted_as_nobodys_counts_once()
    {
        var ann = Known();
        Assert.Equal(ApplyOutcome.Nobodys, ann.Send(new PageViewed(ann.Header(message: "m"), "/")).Outcome);
        Assert.Equal(ApplyOutcome.Duplicate, ann.Send(new PageViewed(ann.Header(message: "m"), "/")).Outcome);
    }

    [Fact]
    public void Given_again_by_a_change_of_consent_events_count_for_the_visitor_again()
    {
        var ann = Known().Page("/not-kept");
        ann.AfterMinutes(1).Send(new ConsentChanged(ann.Header(), null, true, null));
        ann.AfterMinutes(1).Page("/kept");
        Assert.Equal(["/kept", "/"], ann.State.RecentPages.NewestFirst.Select(p => p.Path));
    }

    [Fact]
    public void An_event_that_says_that_it_is_allowed_takes_an_older_refusal_back()
    {
        var ann = Known();
        Assert.Equal(ApplyOutcome.Nobodys, ann.Send(new PageViewed(ann.Header(late: TimeSpan.FromMinutes(1)) with { Allows = Both }, "/before-the-refusal")).Outcome);
        ann.AfterMinutes(1).Send(new PageViewed(ann.Header() with { Allows = Both }, "/allowed"));
        ann.AfterMinutes(1).Page("/silent");
        Assert.Equal(["/silent", "/allowed", "/"], ann.State.RecentPages.NewestFirst.Select(p => p.Path));
    }

    [Fact]
    public void Where_nothing_was_refused_an_events_own_word_leaves_no_trace()
    {
        var (said, silent) = (new Shopper(), new Shopper());
        said.Send(new PageViewed(said.Header() with { Allows = Both }, "/"));
        silent.Page();
        Assert.Equal(silent.Bytes, said.Bytes);
    }

    [Fact]
    public void Without_analytics_only_the_shops_own_orders_count_and_as_nobodys()
    {
        var ann = new Shopper().Page();
        ann.AfterMinutes(1).Send(new ConsentChanged(ann.Header(), false, null, null));
        var before = ann.Bytes;
        Assert.Equal(ApplyOutcome.Unconcerned, ann.Send(new PageViewed(ann.Header() with { Allows = AllowedPurposes.Personalisation }, "/")).Outcome);
        Assert.Equal(ApplyOutcome.Unconcerned, ann.Order("o1", 5, trusted: false).Outcome);
        Assert.Equal(before, ann.Bytes);
        Assert.Equal(ApplyOutcome.Forwarded, ann.Order("o1", 5).Outcome);
        Assert.Equal(0, ann.State.OrdersPlaced);
    }

    [Fact]
    public void A_new_order_goes_where_orders_of_nobody_are_kept_and_names_nobody()
    {
        var ann = Known();
        ann.Send(new OrderCompleted(ann.Header() with { Trusted = true, OfUser = true, ClaimedUserId = "x", PageViewId = "p" }, "o2", "EUR", 7, []));
        var asked = Assert.Single(ann.Effects.Records);
        Assert.Equal(VisitorId.ForAnonymousOrder("o2"), asked.Visitor);
        Assert.Equal((null, null, null, false, true), (asked.Event.Header.AnonymousId, asked.Event.Header.ClaimedUserId, asked.Event.Header.PageViewId, asked.Event.Header.OfUser, asked.Event.Header.Trusted));
        Assert.DoesNotContain("ann", System.Text.Encoding.UTF8.GetString(LogRecordCodec.Encode(asked with { Event = asked.Event with { Header = asked.Event.Header with { MessageId = "m" } } })), StringComparison.Ordinal);
    }

    [Fact]
    public void What_corrects_an_order_from_before_the_refusal_corrects_it()
    {
        var ann = new Shopper().Page();
        ann.Order("o1", 10, trusted: false);
        ann.AfterMinutes(1).Send(Refusal(ann));
        ann.AfterMinutes(1).Order("o1", 12);
        ann.Refund("o1", 5);
        Assert.Equal((7m, true), (ann.Net(), ann.Grain.Orders.Entries[Hash64.Of("o1")].Verified));
        Assert.Empty(ann.Effects.Records);
    }

    [Fact]
    public void Nothing_is_told_of_who_has_refused_until_it_is_allowed_again()
    {
        var ann = new Shopper().Add("mug", 1, 5);
        ann.AfterMinutes(1).Send(Refusal(ann));
        var told = ann.Changes.Count;
        Assert.Null(ann.State.NextDue);
        ann.Wait(TimeSpan.FromDays(100));
        Assert.Equal(told, ann.Changes.Count);

        ann.Send(new ConsentChanged(ann.Header(), null, true, null));
        ann.Wait(TimeSpan.FromDays(100));
        Assert.Equal(Activity.Lapsed, ann.State.Activity);
    }

    [Fact]
    public void The_later_word_of_two_joined_visitors_counts()
    {
        var home = new Household().Page("user").Page("device");
        home.AfterMinutes(1).Send("user", new ConsentChanged(home.Header() with { OfUser = true }, null, false, null));
        home.AfterMinutes(1).Identify("device", "user").AfterMinutes(1).Page("device", "/silent");
        Assert.DoesNotContain(home.Changes, c => c.Key.Visitor.Value == "user" && c.Due > Shopper.Start && c.Kind != VisitorChangeKind.Merge);
        Assert.True(home["user"].Consent.RefusesRecognition);
        Assert.Equal(2, home["user"].Pages);
    }

    private static Shopper Known()
    {
        var ann = new Shopper();
        ann.Send(new PageViewed(ann.Header() with { OfUser = true }, "/"));
        ann.View("mug", 9, "Home > Mugs").AfterMinutes(1);
        ann.Send(Refusal(ann));
        return ann;
    }

    private static ConsentChanged Refusal(Shopper shopper) => new(shopper.Header(), null, false, null);

    // All but the message ids by which repeats are known.
    private static byte[] Told(Shopper shopper)
    {
        var copy = VisitorStateCodec.Decode(shopper.Bytes);
        copy.Messages = new MessageWindow();
        return VisitorStateCodec.Encode(copy);
    }
}
