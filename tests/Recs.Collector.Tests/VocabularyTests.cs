using System.Text.Json.Nodes;
using Recs.Collector.Tests.Fakes;
using Recs.Collector.Vocabulary;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class VocabularyTests
{
    private const string Product = """{"product_id":"mug-1","name":"Blue mug","price":8.5,"currency":"EUR"}""";

    private static readonly Dictionary<EventKind, string> ExampleProperties = new()
    {
        [EventKind.PageViewed] = """{"path":"/mugs"}""",
        [EventKind.PageEngaged] = """{"engaged_ms":1200}""",
        [EventKind.ContentViewed] = """{"form":"video"}""",
        [EventKind.ProductViewed] = Product,
        [EventKind.ProductListViewed] = $$"""{"list_id":"l1","category":"Mugs","products":[{{Product}}]}""",
        [EventKind.ProductClicked] = Product,
        [EventKind.ProductsSearched] = """{"query":"blue mug"}""",
        [EventKind.WishlistAdded] = Product,
        [EventKind.WishlistRemoved] = Product,
        [EventKind.CartAdded] = Product,
        [EventKind.CartRemoved] = Product,
        [EventKind.CheckoutStarted] = $$"""{"products":[{{Product}}]}""",
        [EventKind.OrderCompleted] = """{"order_id":"o1","total":8.5,"currency":"EUR"}""",
        [EventKind.OrderRefunded] = """{"order_id":"o1"}""",
        [EventKind.SignedUp] = """{"method":"form"}""",
        [EventKind.Identified] = "{}",
        [EventKind.SignedIn] = """{"method":"form"}""",
        [EventKind.RecommendationViewed] = """{"list_id":"l1","placement":"home","products":[{"product_id":"mug-1","position":1}]}""",
        [EventKind.RecommendationClicked] = """{"list_id":"l1","product_id":"mug-1","position":1}""",
        [EventKind.ProductShared] = """{"product_id":"mug-1","share_via":"email"}""",
        [EventKind.FriendLinked] = """{"friend_id":"u2"}""",
        [EventKind.FriendUnlinked] = """{"friend_id":"u2"}""",
        [EventKind.CampaignContacted] = """{"campaign_id":"spring"}""",
        [EventKind.CampaignOpened] = """{"campaign_id":"spring"}""",
        [EventKind.CampaignClicked] = """{"campaign_id":"spring"}""",
        [EventKind.ConsentChanged] = """{"marketing":"granted"}""",
    };

    public static TheoryData<string> AllNames => [.. EventVocabulary.Rows.SelectMany(row => row.Names)];

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task Each_name_maps_its_example_under_every_spelling(string name)
    {
        var row = EventVocabulary.Rows.Single(r => r.Names.Contains(name));
        foreach (var body in Spellings(row, name))
        {
            var record = await new Desk().AcceptAsync(body);
            Assert.Equal(row.Kind, EventKinds.Of(record.Event));
        }
    }

    [Fact]
    public void Each_name_finds_its_own_row() =>
        Assert.All(EventVocabulary.Rows, row => Assert.All(row.Names, name => Assert.Same(row, EventVocabulary.Find(name))));

    [Fact]
    public void Every_kind_that_a_visitor_can_cause_has_a_row_under_its_public_name()
    {
        var caused = Enum.GetValues<EventKind>().Where(kind => kind < EventKind.Merged);
        Assert.Equal(caused, EventVocabulary.Rows.Select(row => row.Kind).Distinct().Order());
        Assert.All(caused, kind => Assert.Equal(kind, EventVocabulary.Find(EventNames.Of(kind))?.Kind));
    }

    [Theory]
    [InlineData("Product Viewed")]
    [InlineData("product viewed")]
    [InlineData("PRODUCT_VIEWED")]
    [InlineData("ProductViewed")]
    [InlineData("product-viewed")]
    public void Case_and_separators_of_a_name_do_not_matter(string name) =>
        Assert.Equal(EventKind.ProductViewed, EventVocabulary.Find(name)?.Kind);

    [Theory]
    [InlineData("")]
    [InlineData("product")]
    [InlineData("view_item")]
    [InlineData("produ\u0000ctviewed")]
    [InlineData("a name that is much longer than any name of the table could ever be, and then some")]
    public void Other_names_are_unknown(string name) => Assert.Null(EventVocabulary.Find(name));

    private static IEnumerable<string> Spellings(VocabularyRow row, string name)
    {
        yield return Event(row, ("event", name));
        yield return Event(row, ("name", name));
        yield return Event(row, ("type", "track"), ("event", name));
        yield return Event(row, ("type", "track"), ("event", name.ToUpperInvariant()));
        if (row.Method != SegmentMethod.Track) yield return Event(row, ("type", row.Method.ToString()));
    }

    private static string Event(VocabularyRow row, params (string Name, string Value)[] fields)
    {
        var @event = new JsonObject { ["anonymousId"] = "a1", ["properties"] = JsonNode.Parse(ExampleProperties[row.Kind]) };
        if (row.Kind == EventKind.Identified) @event["userId"] = "u1";
        foreach (var (name, value) in fields) @event[name] = value;
        return @event.ToJsonString();
    }
}
