using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Events;

/// <summary>The events are a closed set: every sealed case goes through every switch over them.</summary>
public sealed class EventSwitchTests
{
    // What concerns other owners or a whole partition; the grain and the turn take these up before the state sees them.
    private static readonly Type[] Internal = [typeof(Merged), typeof(AliasReleased), typeof(Tick), typeof(OptionsChanged), typeof(Erased), typeof(Blank), typeof(FriendClaimed)];

    public static TheoryData<string> Cases => [.. SampleEvents.Types.Select(t => t.Name)];

    [Fact]
    public void Every_case_is_sealed() => Assert.All(SampleEvents.Types, t => Assert.True(t.IsSealed, $"{t.Name} is not sealed."));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_log_record_comes_back_as_it_was(string type)
    {
        foreach (var full in new[] { true, false })
        {
            var record = SampleEvents.Record(Make(type, full));
            var bytes = LogRecordCodec.Encode(record);
            var read = LogRecordCodec.Decode(bytes);
            Assert.Equal(Described.Of(record), Described.Of(read));
            Assert.Equal(bytes, LogRecordCodec.Encode(read));
        }
    }

    [Fact]
    public void Every_case_has_a_kind_and_a_name_of_its_own()
    {
        var events = SampleEvents.Types.Select(t => SampleEvents.Make(t, full: true)).ToList();
        Assert.Equal(events.Count, events.Select(EventKinds.Of).Distinct().Count());
        Assert.Equal(Enum.GetValues<EventKind>().Order(), events.Select(EventKinds.Of).Order());
        Assert.Equal(events.Count, events.Select(EventNames.Of).Distinct().Count());
    }

    [Fact]
    public void The_names_are_those_of_the_vocabulary()
    {
        string[] vocabulary =
        [
            "page_viewed", "page_engaged", "content_viewed", "product_viewed", "product_list_viewed", "product_clicked", "products_searched",
            "wishlist_added", "wishlist_removed", "cart_added", "cart_removed", "checkout_started", "order_completed", "order_refunded",
            "signed_up", "signed_in", "identified", "recommendation_viewed", "recommendation_clicked", "product_shared",
            "friend_linked", "friend_unlinked", "campaign_contacted", "campaign_opened", "campaign_clicked", "consent_changed",
            "merge", "tick", "options_changed", "alias_released", "erased", "friend_claimed", "blank",
        ];
        Assert.Equal(vocabulary.Order(StringComparer.Ordinal), Enum.GetValues<EventKind>().Select(EventNames.Of).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_visitor_takes_every_event_that_is_a_visitors(string type)
    {
        var e = Make(type, full: true);
        if (Internal.Contains(e.GetType())) return;
        var grain = new VisitorGrain(SampleEvents.Record(e).Key, new VisitorState(), OrderBook.Empty());
        var result = grain.Apply(SampleEvents.Record(e with { Header = e.Header with { Bot = false } }), e.Header.Time, VisitorOptions.Default, new VisitorEffects());
        Assert.Equal(ApplyOutcome.Applied, result.Outcome);
        Assert.Equal(e.Header.Time, grain.State.LastSeen);
    }

    [Fact]
    public void A_visitor_takes_handovers_releases_and_what_friends_say()
    {
        var grain = new VisitorGrain(new VisitorKey(SiteId.Default, new VisitorId("ann")), new VisitorState(), OrderBook.Empty());
        foreach (var type in new[] { typeof(Merged), typeof(AliasReleased), typeof(FriendClaimed) })
        {
            var e = SampleEvents.Make(type, full: false);
            Assert.Equal(ApplyOutcome.Applied, grain.Apply(SampleEvents.Record(e), e.Header.Time, VisitorOptions.Default, new VisitorEffects()).Outcome);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_product_of_an_event_is_sighted(string type)
    {
        var e = Make(type, full: true);
        var seen = new SightingCollector();
        seen.See(SiteId.Default, e);
        Assert.Equal(Items(e).Distinct().Order(StringComparer.Ordinal), seen.TakeItems(claimed: !e.Header.Trusted).Select(i => i.Item.Item.Value).Order(StringComparer.Ordinal));
        var names = seen.TakeNames(claimed: !e.Header.Trusted);
        Assert.All(names, n => Assert.Equal(Hash64.Of(n.Text), n.Hash));
        Assert.Superset(Items(e).ToHashSet(), names.Select(n => n.Text).ToHashSet());
    }

    private static IEnumerable<string> Items(VisitorEvent e) => e.GetType().GetProperties().Select(p => p.GetValue(e)).SelectMany(value => value switch
    {
        ItemLine line => [line.Item.Value],
        IEnumerable<ItemLine> lines => lines.Select(l => l.Item.Value),
        _ => [],
    });

    private static VisitorEvent Make(string type, bool full) => SampleEvents.Make(SampleEvents.Types.Single(t => t.Name == type), full);
}
