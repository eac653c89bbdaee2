using Recs.Collector.Tests.Fakes;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

/// <summary>Events of Google Analytics 4 in the shapes that its documentation shows, with products of our own.</summary>
public sealed class Ga4Tests
{
    [Fact]
    public async Task An_item_has_googles_fields_and_its_categories_are_one_path()
    {
        var viewed = await new Desk().AcceptAsync<ProductViewed>("""
            {"event":"view_item","anonymousId":"a","ecommerce":{"currency":"EUR","value":7.5,"items":[
              {"item_id":"POT-1","item_name":"Red tea pot","affiliation":"Shop","coupon":"SPRING","discount":2.5,"index":0,"item_brand":"Acme",
               "item_category":"Home","item_category2":"Kitchen","item_category3":"Pots","item_list_id":"new","item_variant":"red","price":7.5,"quantity":2}]}}
            """);
        Assert.Equal(
            new ItemLine(new("POT-1")) { Name = "Red tea pot", Category = "Home > Kitchen > Pots", Brand = "Acme", Price = 7.5m, Currency = "EUR", Quantity = 2, Position = 1 },
            viewed.Item);
    }

    [Theory]
    [InlineData("\"item_category\":\"Home\"", "Home")]
    [InlineData("\"item_category\":\"Home > Pots\"", "Home > Pots")]
    [InlineData("\"item_category\":\" \",\"item_category3\":\"Pots\",\"item_category5\":\"Red\"", "Pots > Red")]
    [InlineData("\"item_variant\":\"red\"", null)]
    public async Task Missing_levels_of_a_category_are_left_out(string fields, string? category) =>
        Assert.Equal(category, (await new Desk().AcceptAsync<ProductViewed>(Event("view_item", $"{{\"items\":[{{\"item_id\":\"p\",{fields}}}]}}"))).Item.Category);

    [Fact]
    public async Task A_list_has_its_id_and_its_items_in_the_events_currency()
    {
        var list = await new Desk().AcceptAsync<ProductListViewed>(Event("view_item_list", """
            {"item_list_id":"related","item_list_name":"Related","currency":"EUR","items":[{"item_id":"p","price":1,"index":0},{"item_id":"q","currency":"USD","index":"1"},{"item_id":"r"}]}
            """));
        Assert.Equal("related", list.ListId);
        Assert.Equal([("p", "EUR", 1), ("q", "USD", 2), ("r", "EUR", (int?)null)], list.Items.Select(i => (i.Item.Value, i.Currency!, i.Position)));
    }

    [Fact]
    public async Task An_event_with_several_items_is_a_record_for_each_and_counts_once()
    {
        var desk = new Desk();
        const string cart = """{"event":"add_to_cart","messageId":"m","anonymousId":"a","properties":{"currency":"EUR","items":[{"item_id":"p"},{"item_id":"q","quantity":3},{"item_id":"p"}]}}""";
        var result = await desk.SendAsync($"[{cart},{cart},3]");
        Assert.Equal((1, 1, 1), (result.Accepted, result.Duplicates, result.Rejected.Count));
        Assert.Equal(
            [("m", "p", 1), ("m#2", "q", 3), ("m#3", "p", 1)],
            desk.Log.Records.Select(r => (CartAdded)r.Record.Event).Select(e => (e.Header.MessageId, e.Item.Item.Value, e.Item.Quantity)));
    }

    [Fact]
    public async Task An_event_with_many_items_is_one_for_the_runaway_rule()
    {
        var cart = Event("add_to_cart", $"{{\"items\":[{string.Join(',', Enumerable.Range(0, 90).Select(i => $"{{\"item_id\":{i}}}"))}]}}");
        var result = await new Desk().SendAsync($"[{string.Join(',', Enumerable.Repeat(cart, 20))}]");
        Assert.Equal((20, 0), (result.Accepted, result.Bots));
    }

    [Fact]
    public async Task Of_a_visitor_who_is_not_to_be_recognised_a_repeat_is_still_known()
    {
        var desk = new Desk();
        const string cart = """{"event":"add_to_cart","messageId":"m","anonymousId":"a","consent":{"personalisation":"denied"},"properties":{"items":[{"item_id":"p"},{"item_id":"q"}]}}""";
        Assert.Equal((1, 0), Counts(await desk.SendAsync(cart)));
        Assert.Equal((0, 1), Counts(await desk.SendAsync(cart)));
        Assert.Equal(2, desk.Log.Records.Count);
        var withheld = await desk.SendAsync(cart.Replace("personalisation", "analytics", StringComparison.Ordinal));
        Assert.Equal((0, 1), (withheld.Accepted, withheld.Withheld));

        static (int Accepted, int Duplicates) Counts(IntakeResult result) => (result.Accepted, result.Duplicates);
    }

    [Fact]
    public async Task Without_a_message_id_each_record_still_has_one_of_its_own()
    {
        var desk = new Desk();
        await desk.SendAsync(Event("select_item", """{"items":[{"item_id":"p"},{"item_id":"q"}]}"""));
        var ids = desk.Log.Records.Select(r => r.Record.Event.Header.MessageId).ToList();
        Assert.Equal(ids[0] + "#2", ids[1]);
    }

    [Fact]
    public async Task A_bad_item_rejects_the_whole_event_and_leaves_its_neighbours()
    {
        var desk = new Desk();
        var bad = Event("add_to_cart", """{"items":[{"item_id":"p"},{"item_name":"nameless"},{"item_id":"q"}]}""");
        var result = await desk.SendAsync($"[{Event("login", "{}")},{bad},{Event("login", "{}")}]");
        Assert.Equal(2, result.Accepted);
        Assert.Equal((1, IntakeCode.MissingField), (result.Rejected[0].Index, result.Rejected[0].Code));
        Assert.StartsWith("properties.items[1].item_id: expected an id", result.Rejected[0].Message, StringComparison.Ordinal);
        Assert.All(desk.Log.Records, r => Assert.IsType<SignedIn>(r.Record.Event));
    }

    [Theory]
    [InlineData("""{"event":"view_item","anonymousId":"a"}""", "items: expected an array of at least one item")]
    [InlineData("""{"event":"view_item","anonymousId":"a","ecommerce":{"items":[]}}""", "ecommerce.items: expected an array of at least one item")]
    [InlineData("""{"event":"view_item","anonymousId":"a","ecommerce":{"items":{}}}""", "ecommerce.items: expected an array of products, found an object")]
    [InlineData("""{"event":"view_item","anonymousId":"a","ecommerce":{"items":[7]}}""", "ecommerce.items[0]: expected an object, found 7")]
    [InlineData("""{"event":"view_item","anonymousId":"a","ecommerce":7}""", "ecommerce: expected an object, found 7")]
    [InlineData("""{"event":"purchase","anonymousId":"a","properties":{"currency":"EUR","value":1}}""", "properties.transaction_id: expected an id, found none")]
    [InlineData("""{"event":"purchase","anonymousId":"a","properties":{"transaction_id":"","currency":"EUR","value":1}}""", "properties.transaction_id: expected an id, found \"\"")]
    [InlineData("""{"event":"search","anonymousId":"a","properties":{"query":"mug"}}""", "properties.search_term: expected what was searched for")]
    [InlineData("""{"event":"page_view","anonymousId":"a"}""", "page_location: expected the page's url or path")]
    public async Task What_is_missing_is_named_as_google_names_it(string body, string says) =>
        Assert.StartsWith(says, (await new Desk().RejectAsync(body)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(200, 1)]
    [InlineData(201, 0)]
    public async Task An_event_that_is_taken_apart_has_at_most_200_items(int items, int accepted)
    {
        var desk = new Desk();
        var result = await desk.SendAsync(Event("view_item", $"{{\"items\":[{string.Join(',', Enumerable.Range(0, items).Select(i => $"{{\"item_id\":{i}}}"))}]}}"));
        Assert.Equal(accepted, result.Accepted);
        Assert.Equal(accepted * items, desk.Log.Records.Count);
    }

    [Fact]
    public async Task Removing_without_a_quantity_removes_one_as_google_counts() =>
        Assert.Equal(1, (await new Desk().AcceptAsync<CartRemoved>(Event("remove_from_cart", """{"items":[{"item_id":"p"}]}"""))).Item.Quantity);

    [Fact]
    public async Task Personal_data_in_items_is_counted_once()
    {
        var result = await new Desk().SendAsync(Event("add_to_cart", """{"items":[{"item_id":"p","item_name":"for ann@x.example"},{"item_id":"q","item_name":"plain"}]}"""));
        Assert.Equal((1, 1), (result.Accepted, result.Redacted));
    }

    [Theory]
    [InlineData("""{"promotion_id":"spring","items":[{"item_id":"p","promotion_id":"other"}]}""", "spring")]
    [InlineData("""{"promotion_name":"Spring sale"}""", "Spring sale")]
    [InlineData("""{"items":[{"item_id":"p","promotion_id":"spring"},{"item_id":"q"},{"item_id":"r","promotion_id":"spring"},{"item_id":"s","promotion_id":"tea"}]}""", "spring,tea")]
    public async Task Each_promotion_of_an_event_is_a_contact_on_the_site(string parameters, string campaigns)
    {
        var desk = new Desk();
        Assert.Equal(1, (await desk.SendAsync(Event("view_promotion", parameters))).Accepted);
        var contacts = desk.Log.Records.Select(r => (CampaignContacted)r.Record.Event).ToList();
        Assert.Equal(campaigns.Split(','), contacts.Select(c => c.CampaignId));
        Assert.All(contacts, c => Assert.Equal("onsite", c.Channel));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"items":[{"item_id":"p"}]}""")]
    public async Task A_promotion_without_a_name_is_refused(string parameters) =>
        Assert.StartsWith("properties.promotion_id: expected", (await new Desk().RejectAsync(Event("select_promotion", parameters))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_page_a_search_and_a_share_have_googles_parameters()
    {
        var desk = new Desk();
        var page = await desk.AcceptAsync<PageViewed>(Event("page_view", """{"page_location":"https://shop.example/mugs?gclid=1&x=2","page_title":"Mugs","page_referrer":"https://g.example/"}"""));
        Assert.Equal(("/mugs?gclid=1", "Mugs", "https://g.example/"), (page.Path, page.Title, page.Referrer));
        Assert.Equal("blue mug", (await desk.AcceptAsync<ProductsSearched>("""{"event":"search","anonymousId":"a","search_term":"blue mug"}""")).Query);
        var shared = await desk.AcceptAsync<ProductShared>(Event("share", """{"method":"chat","content_type":"product","item_id":"p"}"""));
        Assert.Equal(("p", "chat"), (shared.Item.Item.Value, shared.Channel));
    }

    private static string Event(string name, string parameters) => $$"""{"event":"{{name}}","anonymousId":"a","properties":{{parameters}} }""";
}
