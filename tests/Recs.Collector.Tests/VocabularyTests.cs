using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Recs.Collector.Tests.Fakes;
using Recs.Collector.Vocabulary;
using Recs.Core.Events;
using Recs.TestKit;

namespace Recs.Collector.Tests;

public sealed partial class VocabularyTests
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

    private const string Item = """{"item_id":"mug-1","item_name":"Blue mug","item_brand":"Acme","price":8.5,"quantity":1,"index":0}""";

    private static readonly Dictionary<string, string> ExampleParameters = new()
    {
        ["page_view"] = """{"page_location":"https://shop.example/mugs"}""",
        ["screen_view"] = """{"screen_name":"Mugs"}""",
        ["user_engagement"] = """{"engagement_time_msec":1200}""",
        ["view_item"] = $$"""{"currency":"EUR","value":8.5,"items":[{{Item}}]}""",
        ["view_item_list"] = $$"""{"item_list_id":"l1","items":[{{Item}}]}""",
        ["select_item"] = $$"""{"item_list_id":"l1","items":[{{Item}}]}""",
        ["search"] = """{"search_term":"blue mug"}""",
        ["view_search_results"] = """{"search_term":"blue mug"}""",
        ["add_to_wishlist"] = $$"""{"items":[{{Item}}]}""",
        ["add_to_cart"] = $$"""{"items":[{{Item}}]}""",
        ["remove_from_cart"] = $$"""{"items":[{{Item}}]}""",
        ["begin_checkout"] = $$"""{"items":[{{Item}}]}""",
        ["purchase"] = $$"""{"transaction_id":"o1","value":8.5,"currency":"EUR","items":[{{Item}}]}""",
        ["refund"] = """{"transaction_id":"o1","currency":"EUR"}""",
        ["sign_up"] = """{"method":"form"}""",
        ["login"] = """{"method":"form"}""",
        ["share"] = """{"method":"chat","content_type":"product","item_id":"mug-1"}""",
        ["view_promotion"] = """{"promotion_id":"spring"}""",
        ["select_promotion"] = """{"items":[{"item_id":"mug-1","promotion_id":"spring"}]}""",
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

    [Fact]
    public void The_readme_has_every_name_in_the_row_of_its_event_and_no_other()
    {
        var lines = File.ReadAllLines(Repository.File("src", "Recs.Collector", "README.md"));
        var table = lines.SkipWhile(l => l != "## Names").SkipWhile(l => !l.StartsWith("| `", StringComparison.Ordinal)).TakeWhile(l => l.StartsWith('|'));
        var written = table.Select(l => BackTicked().Matches(l).Select(m => m.Groups[1].Value).ToList()).SelectMany(n => n.Select(name => (Event: n[0], Name: name)));
        var rows = EventVocabulary.Rows.SelectMany(row => row.Names.Select(name => (EventNames.Of(row.Kind), name)));
        var methods = EventVocabulary.Rows.Where(row => row.Method != SegmentMethod.Track).Select(row => (EventNames.Of(row.Kind), row.Method.ToString().ToLowerInvariant()));
        Assert.Equal(rows.Concat(methods).Order(), written.Order());
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
    [InlineData("view_cart")]
    [InlineData("produ\u0000ctviewed")]
    [InlineData("a name that is much longer than any name of the table could ever be, and then some")]
    public void Other_names_are_unknown(string name) => Assert.Null(EventVocabulary.Find(name));

    private static IEnumerable<string> Spellings(VocabularyRow row, string name)
    {
        yield return Event(row, ("event", name));
        yield return Event(row, ("name", name));
        yield return Event(row, ("type", "track"), ("event", name));
        yield return Event(row, ("type", "track"), ("event", name.ToUpperInvariant()));
        if (row.Dialect == Dialect.Ga4) foreach (var body in PlacesOfParameters(name)) yield return body;
        if (row.Method != SegmentMethod.Track) yield return Event(row, ("type", row.Method.ToString()));
    }

    private static string Event(VocabularyRow row, params (string Name, string Value)[] fields)
    {
        var properties = row.Dialect == Dialect.Ga4 ? ExampleParameters[row.Names[0]] : ExampleProperties[row.Kind];
        var @event = new JsonObject { ["anonymousId"] = "a1", ["properties"] = JsonNode.Parse(properties) };
        if (row.Kind == EventKind.Identified) @event["userId"] = "u1";
        foreach (var (name, value) in fields) @event[name] = value;
        return @event.ToJsonString();
    }

    // As the data layer has them, within ecommerce or beside the name, and as the Measurement Protocol does.
    private static IEnumerable<string> PlacesOfParameters(string name)
    {
        var parameters = ExampleParameters[name];
        yield return $$"""{"anonymousId":"a1","event":"{{name}}","ecommerce":{{parameters}} }""";
        yield return $$"""{"anonymousId":"a1","event":"{{name}}","properties":{"ecommerce":{{parameters}} } }""";
        yield return $$"""{"anonymousId":"a1","event":"{{name}}",{{parameters[1..]}}""";
        yield return $$$"""{"client_id":"a1","events":[{"name":"{{{name}}}","params":{{{parameters}}} }]}""";
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex BackTicked();
}
