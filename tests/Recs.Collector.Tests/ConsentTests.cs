using Recs.Collector.Consent;
using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class ConsentTests
{
    private const string View = "\"event\":\"product_viewed\",\"properties\":{\"product_id\":\"mug\"}";
    private const string Order = "\"event\":\"order_completed\",\"properties\":{\"order_id\":\"o1\",\"total\":5,\"currency\":\"EUR\"}";
    private const string NoPersonalisation = "\"context\":{\"consent\":{\"personalisation\":false}}";
    private const string Nothing = "\"context\":{\"consent\":{\"analytics\":\"denied\",\"personalisation\":\"denied\",\"marketing\":\"denied\"}}";

    [Theory]
    [InlineData("\"context\":{\"consent\":{\"personalisation\":false}}")]
    [InlineData("\"context\":{\"consent\":{\"personalization\":\"denied\"}}")]
    [InlineData("\"context\":{\"consent\":{\"categoryPreferences\":{\"personalisation\":false}}}")]
    [InlineData("\"consent\":{\"personalisation\":\"denied\"}")]
    [InlineData("\"context\":{\"consent\":{\"personalisation\":false}},\"consent\":{\"personalisation\":true}")]
    public async Task Without_personalisation_an_event_is_nobodys(string consent)
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync(
            $$"""{"messageId":"m1","anonymousId":"a1","userId":"u1","pageViewId":"p1",{{consent}},{{View}}}""", desk.Write with { Visitor = "cookie" });
        var header = record.Event.Header;
        Assert.Equal(VisitorId.ForAnonymousEvent("m1"), record.Visitor);
        Assert.Equal((null, null, null), (header.AnonymousId, header.ClaimedUserId, header.PageViewId));
        Assert.Equal(0, desk.Aliases.Asked);
    }

    [Theory]
    [InlineData(KeyKind.Write)]
    [InlineData(KeyKind.Secret)]
    public async Task The_global_privacy_control_denies_personalisation_whatever_is_said(KeyKind key)
    {
        var desk = new Desk();
        var context = desk.Write with { Key = key, GlobalPrivacyControl = true };
        var record = await desk.AcceptAsync($$"""{"anonymousId":"a1","context":{"consent":{"personalisation":true,"marketing":true} },{{View}}}""", context);
        Assert.True(record.Visitor.IsAnonymousEvent);
    }

    [Theory]
    [InlineData("\"context\":{\"consent\":{\"analytics\":true,\"personalisation\":\"granted\"}}", false, AllowedPurposes.Analytics | AllowedPurposes.Personalisation)]
    [InlineData("\"consent\":{\"personalization\":true}", false, AllowedPurposes.Personalisation)]
    [InlineData("\"consent\":{\"marketing\":true}", false, AllowedPurposes.None)]
    [InlineData("\"x\":1", false, AllowedPurposes.None)]
    [InlineData("\"consent\":{\"analytics\":true,\"personalisation\":true}", true, AllowedPurposes.Analytics)]
    public async Task What_is_expressly_allowed_is_told_from_what_is_only_assumed(string consent, bool privacyControl, AllowedPurposes allows)
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync($$"""{"anonymousId":"a1",{{consent}},{{View}}}""", desk.Write with { GlobalPrivacyControl = privacyControl });
        Assert.Equal(allows, record.Event.Header.Allows);
    }

    [Fact]
    public async Task The_event_counts_before_the_batch_and_the_batch_before_the_sites_default()
    {
        var desk = new Desk();
        var strict = desk.Write with { Policy = new IntakePolicy { Consent = new Purposes(Analytics: true, Personalisation: false, Marketing: false) } };
        await desk.SendAsync($$$"""
            {"consent":{"personalisation":"granted"},"batch":[
             {"anonymousId":"a1",{{{View}}}},
             {"anonymousId":"a2","context":{"consent":{"analytics":true}},{{{View}}}},
             {"anonymousId":"a3",{{{NoPersonalisation}}},{{{View}}}}]}
            """, strict);
        await desk.SendAsync($$"""{"anonymousId":"a4",{{View}}}""", strict);
        Assert.Equal(["a1", "a2", null, null], desk.Log.Records.Select(r => r.Record.Visitor.IsAnonymousEvent ? null : r.Record.Visitor.Value));
    }

    [Fact]
    public async Task Without_analytics_nothing_is_kept_and_the_answer_says_so()
    {
        var desk = new Desk();
        var result = await desk.SendAsync($$$"""
            [{"anonymousId":"a1",{{{Nothing}}},{{{View}}}},
             {"anonymousId":"a1","context":{"consent":{"analytics":false,"personalisation":true}},{{{View}}}},
             {"anonymousId":"a1",{{{Nothing}}},"event":"no such event"},
             {"anonymousId":"a1",{{{Nothing}}},"properties":5,"event":"page_viewed"},
             {"anonymousId":"a1",{{{Nothing}}},{{{Order}}}},
             {"anonymousId":"a1",{{{View}}}}]
            """);
        Assert.Equal((1, 5, 0), (result.Accepted, result.Withheld, result.Rejected.Count));
        Assert.Empty(desk.DeadLetters.Letters);
    }

    [Theory]
    [InlineData("\"context\":{\"consent\":\"no\"}", "context.consent")]
    [InlineData("\"context\":{\"consent\":{\"analytics\":\"perhaps\"}}", "context.consent.analytics")]
    [InlineData("\"context\":{\"consent\":{\"categoryPreferences\":[]}}", "context.consent.categoryPreferences")]
    public async Task A_consent_that_cannot_be_read_is_refused_and_taken_for_a_refusal(string consent, string field)
    {
        var desk = new Desk();
        var rejected = await desk.RejectAsync($$"""{"anonymousId":"anna",{{consent}},{{View}}}""");
        Assert.StartsWith(field + ":", rejected.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", Assert.Single(desk.DeadLetters.Letters).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"no\"")]
    [InlineData("{\"a\":{\"b\":{\"c\":{}}}}")]
    public async Task A_batchs_consent_that_cannot_be_read_refuses_every_event(string consent)
    {
        var result = await new Desk().SendAsync($$"""{"consent":{{consent}},"batch":[{"anonymousId":"a",{{View}}},{"anonymousId":"b",{{View}}}]}""");
        Assert.Equal(["batch.consent", "batch.consent"], result.Rejected.Select(r => r.Message.Split(':')[0]));
    }

    [Fact]
    public async Task The_dead_letter_of_a_visitor_who_is_not_to_be_recognised_holds_no_id()
    {
        var desk = new Desk();
        await desk.RejectAsync($$$"""{"anonymousId":"anna","userId":"anna-1","client_id":"anna-2","traits":{"a":"anna"},{{{NoPersonalisation}}},"event":"no such event"}""");
        await desk.SendAsync($$$"""{"anonymousId":"anna","userId":"anna-1",{{{NoPersonalisation}}},"event":"order_completed","properties":{"order_id":"o","currency":"EUR"}}""");
        Assert.Equal(2, desk.DeadLetters.Letters.Count);
        Assert.All(desk.DeadLetters.Letters, letter => Assert.DoesNotContain("anna", letter.Body + letter.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(KeyKind.Write, NoPersonalisation, 1)]
    [InlineData(KeyKind.Secret, NoPersonalisation, 1)]
    [InlineData(KeyKind.Secret, Nothing, 1)]
    [InlineData(KeyKind.Write, Nothing, 0)]
    public async Task An_order_without_consent_is_an_anonymous_order(KeyKind key, string consent, int kept)
    {
        var desk = new Desk();
        var result = await desk.SendAsync($$"""{"anonymousId":"a1","userId":"u1",{{consent}},{{Order}}}""", desk.Write with { Key = key });
        Assert.Equal((kept, 1 - kept), (result.Accepted, result.Withheld));
        Assert.All(desk.Log.Records, r => Assert.Equal(VisitorId.ForAnonymousOrder("o1"), r.Record.Visitor));
        Assert.All(desk.Log.Records, r => Assert.Null(r.Record.Event.Header.AnonymousId ?? r.Record.Event.Header.ClaimedUserId));
    }

    [Fact]
    public async Task What_only_says_who_somebody_is_is_not_kept_without_personalisation()
    {
        var result = await new Desk().SendAsync($$$"""
            [{"type":"identify","anonymousId":"a1","userId":"u1","traits":{"age":30},{{{NoPersonalisation}}}},
             {"event":"friend_linked","anonymousId":"a1","properties":{"friend_id":"u2"},{{{NoPersonalisation}}}},
             {"event":"friend_unlinked","anonymousId":"a1","properties":{"friend_id":"u2"},{{{NoPersonalisation}}}}]
            """);
        Assert.Equal((0, 3), (result.Accepted, result.Withheld));
    }

    [Theory]
    [InlineData("campaign_contacted")]
    [InlineData("campaign_opened")]
    [InlineData("campaign_clicked")]
    public async Task Refused_marketing_keeps_what_has_happened(string name)
    {
        var record = await new Desk().AcceptAsync(
            $$$$"""{"event":"{{{{name}}}}","anonymousId":"a1","properties":{"campaign_id":"c"},"context":{"consent":{"marketing":false}}}""");
        Assert.Equal("a1", record.Visitor.Value);
    }

    [Fact]
    public async Task A_withdrawal_is_recorded_under_the_id_it_withdraws()
    {
        var desk = new Desk();
        var withdrawal = await desk.AcceptAsync(
            $$$"""{"event":"consent_changed","anonymousId":"a1",{{{Nothing}}},"properties":{"analytics":false,"personalisation":false}}""");
        Assert.Equal("a1", withdrawal.Visitor.Value);
        Assert.Equal((false, false, (bool?)null), Choices(withdrawal.Event));
    }

    [Fact]
    public async Task A_withdrawal_of_nobody_is_not_kept()
    {
        var desk = new Desk();
        var result = await desk.SendAsync("""{"event":"consent_changed","properties":{"personalisation":false}}""", desk.Write with { OfferedVisitor = "new" });
        Assert.Equal((1, null), (result.Withheld, result.IssuedVisitor));
    }

    [Fact]
    public async Task Under_the_global_privacy_control_a_change_can_grant_analytics_only()
    {
        var desk = new Desk();
        var context = desk.Write with { GlobalPrivacyControl = true };
        var change = await desk.AcceptAsync("""{"event":"consent_changed","anonymousId":"a1","properties":{"analytics":true,"marketing":true}}""", context);
        Assert.Equal((true, null, false), Choices(change.Event));
    }

    [Fact]
    public async Task Retries_of_nobodys_events_count_once_from_when_they_are_in_the_log()
    {
        var desk = new Desk();
        var body = $$"""{"messageId":"m1",{{NoPersonalisation}},{{View}}}""";
        desk.Log.IsDown = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => desk.SendAsync(body));
        desk.Log.IsDown = false;
        Assert.Equal(1, (await desk.SendAsync(body)).Accepted);
        Assert.Equal((0, 1), (await desk.SendAsync(body)) is var again ? (again.Accepted, again.Duplicates) : default);
        Assert.Equal(1, (await desk.SendAsync(body, desk.Write with { Site = new SiteId("other") })).Accepted);
        Assert.Equal(1, (await desk.SendAsync(body.Replace("m1", "m2", StringComparison.Ordinal))).Accepted);
    }

    [Fact]
    public void So_many_message_ids_are_remembered_and_no_more()
    {
        var recent = new RecentTable<int>(1000);
        for (var i = 0; i < 1_000_000; i++)
        {
            recent.Put((ulong)i, i);
            Assert.True(recent.TryGet(0, out var first) && first == 0);
            if (i > 200) Assert.True(recent.TryGet((ulong)(i - 200), out _));
            Assert.InRange(recent.Count, 1, 1000);
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\"context\":{\"consent\":{\"personalisation\":true}},", true)]
    [InlineData(NoPersonalisation + ",", false)]
    [InlineData(Nothing + ",", false)]
    public async Task An_offered_id_is_taken_where_the_event_names_nobody_and_may_have_one(string consent, bool taken)
    {
        var desk = new Desk();
        var result = await desk.SendAsync($$"""[{ {{consent}}{{View}}},{ {{consent}}{{View}}}]""", desk.Write with { OfferedVisitor = "new" });
        Assert.Equal(taken ? "new" : null, result.IssuedVisitor);
        Assert.Equal(!taken, result.RecognitionRefused);
        Assert.All(desk.Log.Records, r => Assert.Equal(taken, r.Record.Visitor.Value == "new"));
    }

    [Fact]
    public async Task An_offered_id_is_not_taken_by_rejected_events_or_by_those_that_name_somebody()
    {
        var desk = new Desk();
        var context = desk.Write with { OfferedVisitor = "new" };
        Assert.Null((await desk.SendAsync($$"""[{"anonymousId":"a1",{{View}}},{"event":"no such event"}]""", context)).IssuedVisitor);
        Assert.Null((await desk.SendAsync($$"""{ {{View}}}""", context with { Visitor = "cookie" })).IssuedVisitor);
        Assert.Equal("new", (await desk.SendAsync($$"""{"userId":"u1",{{View}}}""", context)).IssuedVisitor);
        Assert.Equal("u1", desk.Log.Records[^1].Record.Event.Header.ClaimedUserId);
    }

    [Fact]
    public async Task A_change_that_grants_personalisation_takes_an_offered_id()
    {
        var desk = new Desk();
        var strict = desk.Write with { OfferedVisitor = "new", Policy = new IntakePolicy { Consent = Purposes.None } };
        var result = await desk.SendAsync("""{"event":"consent_changed","properties":{"personalisation":"granted"}}""", strict);
        Assert.Equal((1, "new"), (result.Accepted, result.IssuedVisitor));
    }

    private static (bool? Analytics, bool? Personalisation, bool? Marketing) Choices(VisitorEvent e) =>
        Assert.IsType<ConsentChanged>(e) is var x ? (x.Analytics, x.Personalisation, x.Marketing) : default;
}
