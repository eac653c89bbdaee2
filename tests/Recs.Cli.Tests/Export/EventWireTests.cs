using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Recs.Cli.Export.Log;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Cli.Tests.Export;

/// <summary>What comes from browsers and from erased visitors, which no import makes.</summary>
public sealed class EventWireTests
{
    private static readonly EventHeader Header = new("m", Instant.From(DateTimeOffset.UnixEpoch.AddDays(20_000)));

    [Fact]
    public void A_user_id_without_proof_stays_a_claim()
    {
        var viewed = Json("phone", new ProductViewed(Header with { ClaimedUserId = "anna" }, new ItemLine(new ItemId("pot"))));
        Assert.Equal((null, "phone", "anna", false), (Text(viewed, "userId"), Text(viewed, "anonymousId"), Text(viewed, "claimedUserId"), viewed.GetProperty("trusted").GetBoolean()));
        var identified = Json("phone", new Identified(Header, "anna", Proven: false, [new Trait("age", TraitType.Number, "41"), new Trait("gone", TraitType.Text, "")]));
        Assert.Equal((null, "anna"), (Text(identified, "userId"), Text(identified, "claimedUserId")));
        Assert.Equal("""{"age":41,"gone":null}""", identified.GetProperty("traits").GetRawText());
    }

    [Fact]
    public void A_user_who_is_vouched_for_and_a_device_known_to_be_the_users_keep_both_ids()
    {
        var ofUser = Json("anna", new SignedIn(Header with { OfUser = true, AnonymousId = "phone", Trusted = true }, null));
        Assert.Equal(("anna", "phone", "anna"), (Text(ofUser, "userId"), Text(ofUser, "anonymousId"), Text(ofUser, "visitorId")));
        var ofDevice = Json("anna", new SignedIn(Header with { AnonymousId = "phone" }, null));
        Assert.Equal((null, "phone", "anna"), (Text(ofDevice, "userId"), Text(ofDevice, "anonymousId"), Text(ofDevice, "visitorId")));
    }

    [Fact]
    public void Of_an_erased_visitor_nothing_is_told()
    {
        var erased = ErasedName.Of("phone");
        var left = Json("anna", new SignedIn(Header with { OfUser = true, AnonymousId = erased, ClaimedUserId = erased }, null));
        Assert.Equal((null, null), (Text(left, "anonymousId"), Text(left, "claimedUserId")));
        Assert.DoesNotContain("erased", left.GetRawText(), StringComparison.Ordinal);
        Assert.False(EventWire.IsEvent(Record("anna", new FriendLinked(Header, erased))));
        Assert.False(EventWire.IsEvent(Record("", new Blank(Header))));
        Assert.False(EventWire.IsEvent(Record("anna", new Merged(Header, 1, new VisitorId("phone"), [], ImmutableArray<ImmutableArray<byte>>.Empty))));
    }

    [Fact]
    public void Bots_moved_times_and_nobodys_orders_from_browsers_say_so()
    {
        var bot = Json("b", new PageViewed(Header with { Bot = true, Clamped = true, UtcOffset = TimeSpan.FromMinutes(-330) }, "/"));
        Assert.Equal((true, true, "-05:30"), (bot.GetProperty("bot").GetBoolean(), bot.GetProperty("clamped").GetBoolean(), Text(bot.GetProperty("context"), "timezone")));
        var order = Json(VisitorId.ForAnonymousOrder("o").Value, new OrderCompleted(Header, "o", "EUR", 3, []));
        Assert.Equal("""{"personalisation":false}""", order.GetProperty("consent").GetRawText());
        Assert.Equal((null, null, null), (Text(order, "visitorId"), Text(order, "userId"), Text(order, "anonymousId")));
        Assert.False(Json(VisitorId.ForAnonymousOrder("o").Value, new OrderCompleted(Header with { Trusted = true }, "o", "EUR", 3, [])).TryGetProperty("consent", out _));
    }

    [Fact]
    public void Copies_are_told_by_the_record_they_were_made_of()
    {
        var copies = new CopiedRecords();
        LogRecord[] log =
        [
            Record("phone", new SignedIn(Header with { MessageId = "1" }, null)),
            Record("phone", new Identified(Header with { MessageId = "2", Trusted = true }, "anna", Proven: true, [])),
            Record("phone", new SignedIn(Header with { MessageId = "3" }, null)),
            Record("carl", new ConsentChanged(Header with { MessageId = "4" }, null, Personalisation: false, null)),
            Record("carl", new OrderCompleted(Header with { MessageId = "5" }, "o", "EUR", 3, [])),
        ];
        foreach (var record in log) copies.Look(record);
        Assert.All(log, r => Assert.False(copies.Holds(r)));
        SignedIn Passed(string id) => new(Header with { MessageId = id, AnonymousId = "phone" }, null);
        Assert.True(copies.Holds(Record("anna", Passed("3"))));
        Assert.False(copies.Holds(Record("anna", Passed("1"))), "sent after the user was known, and filed under the user at once");
        Assert.False(copies.Holds(Record("anna", Passed("6"))));
        Assert.True(copies.Holds(Record("bert", Passed("6") with { Header = Passed("6").Header with { Hops = 1 } })));
        Assert.True(copies.Holds(Record(VisitorId.ForAnonymousOrder("o").Value, log[4].Event)));
        Assert.False(copies.Holds(Record(VisitorId.ForAnonymousOrder("p").Value, new OrderCompleted(Header with { MessageId = "7" }, "p", "EUR", 3, []))));
    }

    private static LogRecord Record(string visitor, VisitorEvent @event) => new(SiteId.Default, new VisitorId(visitor), @event.Header.Time, false, @event);

    private static JsonElement Json(string visitor, VisitorEvent @event)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) EventWire.Write(json, Record(visitor, @event));
        return JsonDocument.Parse(Encoding.UTF8.GetString(bytes.ToArray())).RootElement;
    }

    private static string? Text(JsonElement at, string name) => at.TryGetProperty(name, out var text) ? text.GetString() : null;
}
