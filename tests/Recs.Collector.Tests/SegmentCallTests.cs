using Recs.Collector.Tests.Fakes;
using Recs.Collector.Vocabulary;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

/// <summary>Calls as Segment's specification shows them.</summary>
public sealed class SegmentCallTests
{
    [Theory]
    [InlineData(SegmentMethod.Page, """{"anonymousId":"a","name":"Home","properties":{"url":"/"}}""", EventKind.PageViewed)]
    [InlineData(SegmentMethod.Screen, """{"anonymousId":"a","name":"Home"}""", EventKind.PageViewed)]
    [InlineData(SegmentMethod.Identify, """{"anonymousId":"a","userId":"u"}""", EventKind.Identified)]
    [InlineData(SegmentMethod.Track, """{"anonymousId":"a","event":"Signed Up"}""", EventKind.SignedUp)]
    [InlineData(SegmentMethod.Page, """{"anonymousId":"a","type":"track","event":"Signed Up"}""", EventKind.SignedUp)]
    public async Task A_call_is_what_its_type_says_else_what_it_was_sent_as(SegmentMethod method, string body, EventKind kind)
    {
        var desk = new Desk();
        Assert.Equal(kind, EventKinds.Of((await desk.AcceptAsync(body, desk.Write with { Method = method })).Event));
    }

    [Theory]
    [InlineData("group")]
    [InlineData("Alias")]
    public async Task Calls_that_nothing_needs_are_rejected_by_themselves(string type)
    {
        var result = await new Desk().SendAsync($$"""
            {"batch":[{"anonymousId":"a","type":"track","event":"Signed In"},{"anonymousId":"a","userId":"u","previousId":"p","groupId":"g","type":"{{type}}"}]}
            """);
        Assert.Equal((1, IntakeCode.UnusedMethod), (result.Accepted, Assert.Single(result.Rejected).Code));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("delete")]
    [InlineData("track,page")]
    public async Task Other_types_are_unknown(string type)
    {
        var rejected = await new Desk().RejectAsync($$"""{"anonymousId":"a","type":"{{type}}","event":"Signed In"}""");
        Assert.Equal(IntakeCode.UnknownEvent, rejected.Code);
        Assert.StartsWith("type: expected one of alias, group, identify, page, screen, track", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"anonymousId":"a","type":"screen","name":"Tea & mugs"}""", "/Tea%20%26%20mugs")]
    [InlineData("""{"anonymousId":"a","type":"screen","properties":{"name":"Home","url":"shop://mugs/1"}}""", "/1")]
    [InlineData("""{"anonymousId":"a","event":"screen_view","screen_name":"Home"}""", "/Home")]
    public async Task A_screen_is_a_page_whose_name_is_its_path(string body, string path) =>
        Assert.Equal(path, (await new Desk().AcceptAsync<PageViewed>(body)).Path);

    [Fact]
    public async Task Traits_are_found_in_the_call_else_in_its_context_else_in_its_properties()
    {
        var desk = new Desk();
        Assert.Equal("call", await TraitAsync(desk, """{"userId":"u","type":"identify","traits":{"from":"call"},"context":{"traits":{"from":"context"}},"properties":{"from":"properties"}}"""));
        Assert.Equal("context", await TraitAsync(desk, """{"userId":"u","type":"identify","context":{"traits":{"from":"context"}},"properties":{"from":"properties"}}"""));
        Assert.Equal("properties", await TraitAsync(desk, """{"userId":"u","event":"identified","properties":{"from":"properties"}}"""));
    }

    [Theory]
    [InlineData("Promotion Viewed", """{"promotion_id":"p1","creative":"top","name":"Spring","position":"home"}""", "p1", "onsite")]
    [InlineData("Promotion Clicked", """{"promotionId":7}""", "7", "onsite")]
    [InlineData("Email Delivered", """{"email_id":"e","campaign_id":"123","campaign_name":"New customers"}""", "123", "email")]
    [InlineData("Email Opened", """{"campaign_name":"New customers"}""", "New customers", "email")]
    [InlineData("Email Link Clicked", """{"campaign_id":"123","link_url":"https://s.example"}""", "123", "email")]
    [InlineData("Push Notification Received", """{"campaign":{"name":"Sale","source":"s"}}""", "Sale", "push")]
    [InlineData("Push Notification Tapped", "{}", "utm", "push")]
    [InlineData("campaign_contacted", """{"campaignId":"c","channel":"letter"}""", "c", "letter")]
    [InlineData("campaign_opened", """{"campaign_id":"c"}""", "c", null)]
    public async Task A_campaign_has_an_id_and_a_channel(string name, string properties, string id, string? channel)
    {
        var record = await new Desk().AcceptAsync($$$"""{"anonymousId":"a","event":"{{{name}}}","properties":{{{properties}}},"context":{"campaign":{"name":"utm"} } }""");
        var found = record.Event switch
        {
            CampaignContacted c => (c.CampaignId, c.Channel),
            CampaignOpened c => (c.CampaignId, c.Channel),
            CampaignClicked c => (c.CampaignId, c.Channel),
            var other => (other.ToString(), null),
        };
        Assert.Equal((id, channel), found);
    }

    [Theory]
    [InlineData("""{"analytics":true,"personalization":"denied"}""", true, false, null)]
    [InlineData("""{"personalisation":false,"personalization":true,"marketing":"granted"}""", null, false, true)]
    public async Task Consent_names_the_purposes_it_changes(string properties, bool? analytics, bool? personalisation, bool? marketing)
    {
        var consent = await new Desk().AcceptAsync<ConsentChanged>(Event("consent_changed", properties));
        Assert.Equal((analytics, personalisation, marketing), (consent.Analytics, consent.Personalisation, consent.Marketing));
    }

    [Theory]
    [InlineData("{}", IntakeCode.MissingField)]
    [InlineData("""{"marketing":"yes"}""", IntakeCode.UnknownValue)]
    [InlineData("""{"marketing":1}""", IntakeCode.WrongType)]
    public async Task Consent_that_says_nothing_clear_is_refused(string properties, IntakeCode code) =>
        Assert.Equal(code, (await new Desk().RejectAsync(Event("consent_changed", properties))).Code);

    [Fact]
    public async Task A_list_of_recommendations_keeps_what_was_seen_where()
    {
        var desk = new Desk();
        var seen = await desk.AcceptAsync<RecommendationViewed>(Event("Recommendation Viewed", """{"listId":"l","placement":"cart","products":[{"product_id":"p","position":4},{"sku":"q"}]}"""));
        Assert.Equal(("l", "cart"), (seen.ListId, seen.Placement));
        Assert.Equal([new ListedItem(new("p"), 4), new ListedItem(new("q"), 0)], seen.Items);
        Assert.Empty((await desk.AcceptAsync<RecommendationViewed>(Event("recommendation_viewed", """{"list_id":"l"}"""))).Items);
        var clicked = await desk.AcceptAsync<RecommendationClicked>(Event("recommendation_clicked", """{"list_id":"l","product_id":"p","price":2,"position":4}"""));
        Assert.Equal(("l", "p", 4), (clicked.ListId, clicked.Item.Item.Value, clicked.Position));
    }

    [Theory]
    [InlineData("""{"product_id":"p"}""", "properties.list_id: expected an id")]
    [InlineData("""{"list_id":"l"}""", "properties.product_id: expected an id")]
    [InlineData("""{"list_id":"l","product_id":"p","position":0}""", "properties.position: expected 1 to 1000000, found 0")]
    [InlineData("""{"list_id":"l","product_id":"p","position":1.5}""", "properties.position: expected a whole number, found 1.5")]
    public async Task A_click_names_list_and_product_and_positions_begin_at_1(string properties, string says) =>
        Assert.StartsWith(says, (await new Desk().RejectAsync(Event("recommendation_clicked", properties))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Friends_and_shares_are_read()
    {
        var desk = new Desk();
        Assert.Equal("bob", (await desk.AcceptAsync<FriendLinked>(Event("friend_linked", """{"friendId":"bob"}"""))).FriendId);
        Assert.Equal("bob", (await desk.AcceptAsync<FriendUnlinked>(Event("Friend Unlinked", """{"friend_id":"bob"}"""))).FriendId);
        var shared = await desk.AcceptAsync<ProductShared>(Event("Product Shared", """{"share_via":"email","recipient":"ann@x.example","product_id":"p"}"""));
        Assert.Equal(("p", "email"), (shared.Item.Item.Value, shared.Channel));
        Assert.Equal("google", (await desk.AcceptAsync<SignedIn>(Event("Signed In", """{"method":"google","username":"ann"}"""))).Method);
    }

    private static async Task<string> TraitAsync(Desk desk, string body) =>
        Assert.Single((await desk.AcceptAsync<Identified>(body, desk.Secret)).Traits).Value;

    private static string Event(string name, string properties) => $$"""{"anonymousId":"a","event":"{{name}}","properties":{{properties}} }""";
}
