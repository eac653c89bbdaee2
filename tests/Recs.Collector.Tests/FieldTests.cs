using Recs.Collector.Tests.Fakes;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class FieldTests
{
    [Fact]
    public async Task A_product_has_segments_fields()
    {
        var viewed = await new Desk().AcceptAsync<ProductViewed>("""
            {"anonymousId":"a","messageId":"m-1","pageViewId":"pv-1","type":"track","event":"Product Viewed",
             "context":{"timezone":"Europe/Berlin","device":{"type":"mobile"}},
             "properties":{"product_id":"p1","sku":"s1","name":" Blue\tmug ","category":"Home>Kitchen  things > Mugs","brand":"Acme",
                           "price":"8.50","quantity":"2","currency":"eur","position":3,"variant":"x"}}
            """);
        Assert.Equal(
            new ItemLine(new("p1")) { Name = "Blue mug", Category = "Home > Kitchen things > Mugs", Brand = "Acme", Price = 8.5m, Currency = "EUR", Quantity = 2, Position = 3 },
            viewed.Item);
        Assert.Equal(("m-1", "pv-1", "Europe/Berlin", DeviceClass.Mobile), (viewed.Header.MessageId, viewed.Header.PageViewId, viewed.Header.TimeZone, viewed.Header.Device));
    }

    [Theory]
    [InlineData("\"sku\":\"s1\"", "s1")]
    [InlineData("\"product_id\":null,\"sku\":\"s1\"", "s1")]
    [InlineData("\"product_id\":4711,\"sku\":\"s1\"", "4711")]
    public async Task Without_a_product_id_the_sku_names_the_product(string fields, string id) =>
        Assert.Equal(id, (await ViewAsync(fields)).Item.Item.Value);

    [Theory]
    [InlineData("\"price\":\"\",\"brand\":\"  \",\"category\":\" > \",\"currency\":\"\",\"quantity\":\"\"")]
    [InlineData("\"price\":null,\"brand\":null,\"category\":null,\"currency\":null,\"quantity\":null")]
    [InlineData("\"color\":\"blue\"")]
    public async Task Blank_fields_are_as_good_as_none(string fields)
    {
        var line = (await ViewAsync("\"product_id\":\"p\"," + fields)).Item;
        Assert.Equal(new ItemLine(new("p")), line);
    }

    [Fact]
    public async Task A_page_is_found_in_the_properties_else_in_the_context()
    {
        var desk = new Desk();
        var own = await desk.AcceptAsync<PageViewed>("""
            {"anonymousId":"a","type":"page","name":"Mugs","properties":{"url":"https://shop.example/mugs?size=2&utm_source=x#top","title":"Mugs","referrer":"https://g.example/?q=me"},
             "context":{"page":{"path":"/other","title":"Other"}}}
            """);
        Assert.Equal(("/mugs?utm_source=x", "Mugs", "https://g.example/"), (own.Path, own.Title, own.Referrer));
        var ofContext = await desk.AcceptAsync<PageViewed>("""
            {"anonymousId":"a","type":"page","properties":{"url":""},"context":{"page":{"path":"/other","title":"Other","referrer":""}}}
            """);
        Assert.Equal(("/other", "Other", null), (ofContext.Path, ofContext.Title, ofContext.Referrer));
        var rejected = await new Desk().RejectAsync("""{"anonymousId":"a","type":"page"}""");
        Assert.StartsWith("properties.path: ", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1200", 1200)]
    [InlineData("\"1200\"", 1200)]
    [InlineData("0.9", 0)]
    [InlineData("60001", 60000)]
    [InlineData("1e12", 60000)]
    public async Task Engagement_is_a_delta_of_at_most_a_minute(string ms, int kept)
    {
        var engaged = await new Desk().AcceptAsync<PageEngaged>($$$"""{"anonymousId":"a","event":"page_engaged","properties":{"engaged_ms":{{{ms}}},"product_id":"p"}}""");
        Assert.Equal(kept, engaged.Engaged.TotalMilliseconds);
        Assert.Equal("p", engaged.Item?.Item.Value);
    }

    [Fact]
    public async Task Engagement_without_a_product_has_none()
    {
        var engaged = await new Desk().AcceptAsync<PageEngaged>("""{"anonymousId":"a","event":"page_engaged","properties":{"engaged_ms":5,"category":"Mugs"}}""");
        Assert.Null(engaged.Item);
        Assert.Equal("Mugs", engaged.Category);
        var rejected = await new Desk().RejectAsync("""{"anonymousId":"a","event":"page_engaged","properties":{"engaged_ms":-5}}""");
        Assert.Equal(IntakeCode.OutOfRange, rejected.Code);
    }

    [Theory]
    [InlineData("text", ContentForm.Text)]
    [InlineData("Image", ContentForm.Image)]
    [InlineData("VIDEO", ContentForm.Video)]
    [InlineData("email", ContentForm.Email)]
    public async Task Content_has_a_form(string form, ContentForm expected) =>
        Assert.Equal(expected, (await new Desk().AcceptAsync<ContentViewed>($$$"""{"anonymousId":"a","event":"content_viewed","properties":{"form":"{{{form}}}"}}""")).Form);

    [Theory]
    [InlineData("unknown")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("text,image")]
    public async Task Another_form_is_refused(string form)
    {
        var rejected = await new Desk().RejectAsync($$$"""{"anonymousId":"a","event":"content_viewed","properties":{"form":"{{{form}}}"}}""");
        Assert.StartsWith("properties.form: expected text, image, video or email", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_without_a_quantity_empties_the_line()
    {
        var desk = new Desk();
        Assert.Equal(int.MaxValue, (await desk.AcceptAsync<CartRemoved>("""{"anonymousId":"a","event":"Product Removed","properties":{"product_id":"p"}}""")).Item.Quantity);
        Assert.Equal(2, (await desk.AcceptAsync<CartRemoved>("""{"anonymousId":"a","event":"Product Removed","properties":{"product_id":"p","quantity":2}}""")).Item.Quantity);
        Assert.Equal(1, (await desk.AcceptAsync<CartAdded>("""{"anonymousId":"a","event":"Product Added","properties":{"product_id":"p"}}""")).Item.Quantity);
    }

    [Fact]
    public async Task A_list_and_a_checkout_have_lines_in_the_events_currency()
    {
        var desk = new Desk();
        var list = await desk.AcceptAsync<ProductListViewed>("""
            {"anonymousId":"a","event":"Product List Viewed","properties":{"list_id":"l","category":"Home>Mugs","currency":"EUR","products":[{"product_id":"p","price":1},{"sku":"q","currency":"usd"}]}}
            """);
        Assert.Equal(("l", "Home > Mugs"), (list.ListId, list.Category));
        Assert.Equal([("p", "EUR"), ("q", "USD")], list.Items.Select(i => (i.Item.Value, i.Currency!)));
        var checkout = await desk.AcceptAsync<CheckoutStarted>("""{"anonymousId":"a","event":"Checkout Started","properties":{"order_id":5,"products":[{"product_id":"p"}]}}""");
        Assert.Equal(("5", "p"), (checkout.OrderId, checkout.Items[0].Item.Value));
        Assert.Empty((await desk.AcceptAsync<CheckoutStarted>("""{"anonymousId":"a","event":"Checkout Started"}""")).Items);
    }

    [Theory]
    [InlineData("Europe/London", "Europe/London")]
    [InlineData("Etc/GMT+5", "Etc/GMT+5")]
    [InlineData("not a zone!", null)]
    [InlineData("/dev/zero", null)]
    [InlineData("../../../dev/zero", null)]
    [InlineData("Europe/../../dev/zero", null)]
    [InlineData("", null)]
    public async Task A_time_zone_must_at_least_look_like_one(string zone, string? kept) =>
        Assert.Equal(kept, (await new Desk().AcceptAsync($$$"""{"anonymousId":"a","event":"signed_up","context":{"timezone":"{{{zone}}}"}}""")).Event.Header.TimeZone);

    [Fact]
    public async Task The_event_says_what_device_it_is_else_the_browser_that_sends_it()
    {
        var desk = new Desk();
        const string ofContext = """{"anonymousId":"a","event":"signed_up","context":{"userAgent":"Mozilla/5.0 (iPad; CPU OS 17)"}}""";
        const string bare = """{"anonymousId":"a","event":"signed_up"}""";
        Assert.Equal(DeviceClass.Tablet, (await desk.AcceptAsync(ofContext, desk.Write with { Device = DeviceClass.Pc })).Event.Header.Device);
        Assert.Equal(DeviceClass.Pc, (await desk.AcceptAsync(bare, desk.Write with { Device = DeviceClass.Pc })).Event.Header.Device);
        Assert.Equal(DeviceClass.Unknown, (await desk.AcceptAsync(bare, desk.Secret with { Device = DeviceClass.Pc })).Event.Header.Device);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36", DeviceClass.Pc)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.0 Safari/605.1.15", DeviceClass.Pc)]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/120", DeviceClass.Pc)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 Safari/604.1", DeviceClass.Mobile)]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120 Mobile Safari/537.36", DeviceClass.Mobile)]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SM-X710) Chrome/120 Safari/537.36", DeviceClass.Tablet)]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Mobile/15E148", DeviceClass.Tablet)]
    [InlineData("MyShop/3.1 CFNetwork/1410 Darwin/22.6", DeviceClass.App)]
    [InlineData("okhttp/4.12.0", DeviceClass.App)]
    [InlineData("curl/8.5", DeviceClass.Unknown)]
    [InlineData(null, DeviceClass.Unknown)]
    public void A_user_agent_is_one_of_a_few_classes(string? agent, DeviceClass device) => Assert.Equal(device, DeviceClasses.FromUserAgent(agent));

    private static Task<ProductViewed> ViewAsync(string fields) =>
        new Desk().AcceptAsync<ProductViewed>($$$"""{"anonymousId":"a","event":"product_viewed","properties":{ {{{fields}}} }}""");
}
