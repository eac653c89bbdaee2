using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class IdentityTests
{
    private const string SignedUp = "\"event\":\"signed_up\"";

    [Theory]
    [InlineData(KeyKind.Write)]
    [InlineData(KeyKind.Secret)]
    public async Task An_identify_without_a_user_tells_traits_of_the_device(KeyKind key)
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync("""{"type":"identify","anonymousId":"a1","userId":null,"traits":{"age":41}}""", desk.Write with { Key = key });
        var identified = Assert.IsType<Identified>(record.Event);
        Assert.Equal(("a1", "", false, "41"), (record.Visitor.Value, identified.UserId, identified.Proven, identified.Traits.Single().Value));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("undefined")]
    [InlineData("0")]
    public async Task An_id_that_stands_for_nobody_is_refused_as_the_requests_visitor_too(string id)
    {
        var desk = new Desk();
        var rejected = await desk.RejectAsync("""{"event":"page_viewed","properties":{"path":"/"}}""", desk.Write with { Visitor = id });
        Assert.Equal(IntakeCode.DeniedId, rejected.Code);
        Assert.StartsWith("the request's visitor: ", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_write_key_a_user_id_is_a_claim()
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync($$"""{"anonymousId":"a1","userId":"u1",{{SignedUp}}}""");
        Assert.Equal("a1", record.Visitor.Value);
        Assert.Equal("u1", record.Event.Header.ClaimedUserId);
        Assert.Null(record.Event.Header.AnonymousId);
        Assert.False(record.Event.Header.Trusted);
    }

    [Fact]
    public async Task With_the_write_key_an_identify_proves_nothing()
    {
        var desk = new Desk();
        desk.Aliases.UserOf["a1"] = "u9";
        var record = await desk.AcceptAsync("""{"type":"identify","anonymousId":"a1","userId":"u1","traits":{"age":30}}""");
        var identified = Assert.IsType<Identified>(record.Event);
        Assert.False(identified.Proven);
        Assert.Equal(("u9", "a1", "u1"), (record.Visitor.Value, identified.Header.AnonymousId, identified.UserId));
    }

    [Theory]
    [InlineData("order_completed")]
    [InlineData("signed_up")]
    public async Task With_the_write_key_a_user_id_alone_is_rejected(string name)
    {
        var rejected = await new Desk().RejectAsync($$$"""{"userId":"u1","event":"{{{name}}}","properties":{"order_id":"o","total":1,"currency":"EUR"}}""");
        Assert.Equal(IntakeCode.AnonymousIdMissing, rejected.Code);
    }

    [Fact]
    public async Task The_visitor_of_the_request_stands_in_where_the_event_names_no_device()
    {
        var desk = new Desk();
        var context = desk.Write with { Visitor = "cookie-1" };
        Assert.Equal("cookie-1", (await desk.AcceptAsync($$"""{{{SignedUp}}}""", context)).Visitor.Value);
        Assert.Equal("a1", (await desk.AcceptAsync($$"""{"anonymousId":"a1",{{SignedUp}}}""", context)).Visitor.Value);
        var claimed = await desk.AcceptAsync($$"""{"userId":"u1",{{SignedUp}}}""", context);
        Assert.Equal(("cookie-1", "u1"), (claimed.Visitor.Value, claimed.Event.Header.ClaimedUserId));
    }

    [Fact]
    public async Task A_bad_visitor_of_the_request_is_named_as_such()
    {
        var desk = new Desk();
        var rejected = await desk.RejectAsync($$"""{{{SignedUp}}}""", desk.Write with { Visitor = "a\u0001" });
        Assert.Equal(IntakeCode.InvalidId, rejected.Code);
        Assert.StartsWith("the request's visitor:", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_secret_key_an_identify_with_both_ids_is_filed_under_the_device_and_not_resolved()
    {
        var desk = new Desk();
        desk.Aliases.UserOf["a1"] = "someone-else";
        var record = await desk.AcceptAsync("""{"type":"identify","anonymousId":"a1","userId":"u1"}""", desk.Secret);
        Assert.Equal("a1", record.Visitor.Value);
        Assert.Null(record.Event.Header.AnonymousId);
        Assert.True(Assert.IsType<Identified>(record.Event).Proven);
        Assert.Equal(0, desk.Aliases.Asked);
    }

    [Fact]
    public async Task With_the_secret_key_an_identify_with_the_user_id_only_is_filed_under_the_user()
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync("""{"type":"identify","userId":4711}""", desk.Secret);
        Assert.Equal("4711", record.Visitor.Value);
        Assert.True(Assert.IsType<Identified>(record.Event).Proven);
        Assert.Null(record.Event.Header.ClaimedUserId);
    }

    [Fact]
    public async Task With_the_secret_key_other_events_go_to_the_user_and_remember_the_device()
    {
        var desk = new Desk();
        var record = await desk.AcceptAsync($$"""{"anonymousId":"a1","userId":"u1",{{SignedUp}}}""", desk.Secret);
        Assert.Equal(("u1", "a1", true), (record.Visitor.Value, record.Event.Header.AnonymousId, record.Event.Header.Trusted));
    }

    [Theory]
    [InlineData(KeyKind.Write)]
    [InlineData(KeyKind.Secret)]
    public async Task Anonymous_ids_are_resolved_once_a_request(KeyKind key)
    {
        var desk = new Desk();
        desk.Aliases.UserOf["a1"] = "u1";
        var body = $$"""[{"anonymousId":"a1",{{SignedUp}}},{"anonymousId":"a2",{{SignedUp}}},{"anonymousId":"a1",{{SignedUp}}}]""";
        await desk.SendAsync(body, desk.Write with { Key = key });
        Assert.Equal(["u1", "a2", "u1"], desk.Log.Records.Select(r => r.Record.Visitor.Value));
        Assert.Equal(["a1", null, "a1"], desk.Log.Records.Select(r => r.Record.Event.Header.AnonymousId));
        Assert.Equal(1, desk.Aliases.Asked);
        Assert.All(desk.Log.Records, r => Assert.Equal(Partitioner.Of(SiteId.Default, r.Record.Visitor, 16), r.Partition));
    }

    [Fact]
    public async Task A_server_order_without_anybody_has_a_subject_of_its_own()
    {
        var desk = new Desk();
        const string body = """{"event":"order_completed","properties":{"order_id":"o1","total":5,"currency":"EUR"}}""";
        var record = await desk.AcceptAsync(body, desk.Secret);
        Assert.Equal(VisitorId.ForAnonymousOrder("o1"), record.Visitor);
        var refund = await desk.AcceptAsync("""{"event":"order_refunded","properties":{"order_id":"o1"}}""", desk.Secret);
        Assert.Equal(record.Visitor, refund.Visitor);
        Assert.Equal(IntakeCode.VisitorMissing, (await new Desk().RejectAsync(body)).Code);
    }

    [Fact]
    public async Task Another_server_event_without_anybody_is_rejected()
    {
        var desk = new Desk();
        Assert.Equal(IntakeCode.VisitorMissing, (await desk.RejectAsync($$"""{{{SignedUp}}}""", desk.Secret)).Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public async Task A_blank_id_is_as_good_as_none(string id)
    {
        var record = await new Desk().AcceptAsync($$"""{"anonymousId":"a","userId":{{id}},"messageId":{{id}},{{SignedUp}}}""");
        Assert.Null(record.Event.Header.ClaimedUserId);
        Assert.NotEqual("", record.Event.Header.MessageId);
    }

    [Theory]
    [InlineData("\"guest\"")]
    [InlineData("\"GUEST\"")]
    [InlineData("\" null \"")]
    [InlineData("\"'undefined'\"")]
    [InlineData("0")]
    [InlineData("\"[object Object]\"")]
    public async Task Ids_that_stand_for_nobody_are_refused(string id)
    {
        foreach (var name in new[] { "userId", "anonymousId" })
        {
            var desk = new Desk();
            var rejected = await desk.RejectAsync($$"""{"{{name}}":{{id}},{{SignedUp}}}""", desk.Secret);
            Assert.Equal(IntakeCode.DeniedId, rejected.Code);
        }
    }

    [Fact]
    public async Task Ids_are_kept_as_they_are_up_to_their_length()
    {
        var id = new string('é', 64);
        Assert.Equal(id, (await new Desk().AcceptAsync($$"""{"anonymousId":"{{id}}",{{SignedUp}}}""")).Visitor.Value);
        Assert.Equal(IntakeCode.IdTooLong, (await new Desk().RejectAsync($$"""{"anonymousId":"{{id}}x",{{SignedUp}}}""")).Code);
    }

    [Fact]
    public async Task Traits_are_typed_flattened_cut_and_counted()
    {
        var identified = await new Desk().AcceptAsync<Identified>($$"""
            {"type":"identify","anonymousId":"a","userId":"u","traits":{
              "age":42,"vip":true,"region":"Bavaria","gone":null,"list":[1],"{{new string('n', 33)}}":"x",
              "company":{"industry":"toys","size":250},"story":"{{new string('s', 100)}}"} }
            """);
        Assert.Equal(
            [
                new Trait("age", TraitType.Number, "42"), new Trait("vip", TraitType.Flag, "true"), new Trait("region", TraitType.Text, "Bavaria"),
                new Trait("gone", TraitType.Text, ""), new Trait("company.industry", TraitType.Text, "toys"),
                new Trait("company.size", TraitType.Number, "250"), new Trait("story", TraitType.Text, new string('s', 64)),
            ],
            identified.Traits);
        var many = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"t{i}\":{i}"));
        var capped = await new Desk().AcceptAsync<Identified>("{\"type\":\"identify\",\"anonymousId\":\"a\",\"userId\":\"u\",\"traits\":{" + many + "}}");
        Assert.Equal(16, capped.Traits.Length);
    }
}
