using System.Text;
using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Catalog;

namespace Recs.Collector.Tests;

public sealed class CatalogIntakeTests
{
    private const string A = """{"id":"a","title":"A"}""";
    private const string B = """{"id":"b","name":"B"}""";

    [Fact]
    public async Task An_item_has_all_its_fields()
    {
        var desk = new Desk();
        var result = await desk.PutAsync("""
            {"id":"mug","title":" Blue  mug\n","category":"Home>Kitchen  things>Mugs","brand":"Acme","price":"8.50","currency":"eur","inStock":false,
             "repeatable":true,"url":"https://s.example/mug","imageUrl":"/i/mug.jpg","attributes":{"colour":"blue","size":3,"safe":true,"none":null}}
            """);
        Assert.Equal(1, result.Accepted);
        var item = desk.Catalog.Items[(SiteId.Default, new ItemId("mug"))];
        Assert.Equal(("Blue  mug", "Home > Kitchen things > Mugs", "Acme", 8.5m, "EUR"), (item.Title, item.Category, item.Brand, item.Price, item.Currency));
        Assert.Equal((false, true, "https://s.example/mug", "/i/mug.jpg"), (item.InStock, item.Repeatable, item.Url, item.ImageUrl));
        Assert.Equal([("colour", "blue"), ("safe", "true"), ("size", "3")], item.Attributes.Select(a => (a.Key, a.Value)));
    }

    [Fact]
    public async Task What_is_not_said_has_its_default()
    {
        var desk = new Desk();
        await desk.PutAsync("""{"id":7,"name":"Seven","in_stock":null,"image_url":"http://s.example/7.png"}""");
        var item = desk.Catalog.Items[(SiteId.Default, new ItemId("7"))];
        Assert.Equal(new CatalogItem(new ItemId("7"), "Seven") { ImageUrl = "http://s.example/7.png" }, item);
    }

    [Theory]
    [InlineData(A, 1)]
    [InlineData("[" + A + "," + B + "]", 2)]
    [InlineData("{\"items\":[" + A + "," + B + "]}", 2)]
    [InlineData(A + "\n" + B, 2)]
    [InlineData("\r\n" + A + "\r\n\r\n" + B + "\r\n", 2)]
    [InlineData("{\"items\":[\n" + A + ",\n" + B + "]}", 2)]
    [InlineData("[" + A + ",\n" + B + "]", 2)]
    [InlineData("{\n\"id\":\"a\",\n\"title\":\"A\"\n}", 1)]
    [InlineData("{\"items\":[]}", 0)]
    public async Task Understands_one_item_an_array_an_object_and_lines(string body, int items)
    {
        var desk = new Desk();
        var result = await desk.PutAsync(body);
        Assert.Null(result.Error);
        Assert.Equal((items, 0), (result.Accepted, result.Rejected.Count));
        Assert.Equal(items, desk.Catalog.Items.Count);
    }

    [Theory]
    [InlineData("", IntakeCode.InvalidJson)]
    [InlineData("{\"items\":[" + A, IntakeCode.InvalidJson)]
    [InlineData("oops", IntakeCode.InvalidJson)]
    [InlineData("7", IntakeCode.InvalidShape)]
    [InlineData("{\"items\":{}}", IntakeCode.InvalidShape)]
    [InlineData("{\"items\":[],\"items\":[]}", IntakeCode.InvalidShape)]
    public async Task Refuses_what_is_no_catalogue(string body, IntakeCode code)
    {
        var desk = new Desk();
        Assert.Equal(code, (await desk.PutAsync(body)).Error?.Code);
        Assert.Empty(desk.Catalog.Items);
    }

    [Theory]
    [InlineData("3", IntakeCode.NotAnObject, "item")]
    [InlineData("""{"title":"A"}""", IntakeCode.MissingField, "id")]
    [InlineData("""{"id":"","title":"A"}""", IntakeCode.EmptyField, "id")]
    [InlineData("""{"id":"x\u0007","title":"A"}""", IntakeCode.InvalidId, "id")]
    [InlineData("""{"id":"a"}""", IntakeCode.MissingField, "title")]
    [InlineData("""{"id":"a","title":4}""", IntakeCode.WrongType, "title")]
    [InlineData("""{"id":"a","title":"A","price":1}""", IntakeCode.MissingField, "currency")]
    [InlineData("""{"id":"a","title":"A","price":-1,"currency":"EUR"}""", IntakeCode.OutOfRange, "price")]
    [InlineData("""{"id":"a","title":"A","price":1,"currency":"ABC"}""", IntakeCode.UnknownCurrency, "currency")]
    [InlineData("""{"id":"a","title":"A","in_stock":"yes"}""", IntakeCode.WrongType, "in_stock")]
    [InlineData("""{"id":"a","title":"A","image_url":"data:x"}""", IntakeCode.InvalidUrl, "image_url")]
    [InlineData("""{"id":"a","title":"A","attributes":{"x":[]}}""", IntakeCode.WrongType, "attributes.x")]
    [InlineData("""{"id":"a","title":"A","attributes":[]}""", IntakeCode.WrongType, "attributes")]
    [InlineData("""{"id":"a","title":"\ud800"}""", IntakeCode.InvalidText, "item")]
    [InlineData("""{"id":"a","title":"A","x":[[[[[[[[1]]]]]]]]}""", IntakeCode.TooDeep, "item")]
    public async Task A_bad_item_is_rejected_by_itself(string item, IntakeCode code, string field)
    {
        var desk = new Desk();
        var result = await desk.PutAsync($$"""{"items":[{"id":"good","title":"G"},{{item}}]}""");
        Assert.Equal((1, 1), (result.Accepted, Assert.Single(result.Rejected).Index));
        Assert.Equal(code, result.Rejected[0].Code);
        Assert.StartsWith(field + ":", result.Rejected[0].Message, StringComparison.Ordinal);
        Assert.Equal("good", Assert.Single(desk.Catalog.Items).Key.Id.Value);
    }

    [Fact]
    public async Task A_broken_line_leaves_the_others_alone()
    {
        var result = await new Desk().PutAsync($"{A}\n{{\"id\":\n\n{B}\nnonsense\n{B} {B}\n");
        Assert.Equal(2, result.Accepted);
        Assert.Equal([1, 3, 4], result.Rejected.Select(r => r.Index));
        Assert.All(result.Rejected, r => Assert.Equal(IntakeCode.InvalidJson, r.Code));
    }

    [Fact]
    public async Task Of_items_with_the_same_id_the_last_counts()
    {
        var desk = new Desk();
        var result = await desk.PutAsync("""[{"id":"a","title":"1"},{"id":"a","title":"2"}]""");
        Assert.Equal(2, result.Accepted);
        Assert.Equal("2", Assert.Single(desk.Catalog.Items).Value.Title);
    }

    [Fact]
    public async Task Too_much_is_refused_as_a_whole()
    {
        var desk = new Desk(new CollectorOptions { RequestItems = 3 });
        foreach (var body in new[] { $"[{A},{A},{A},{A}]", $"{{\"items\":[{A},{A},{A},{A}],\"x\":1}}", $"{A}\n{A}\n{A}\n{A}" })
            Assert.Equal(IntakeCode.TooManyEvents, (await desk.PutAsync(body)).Error?.Code);
        Assert.Equal(3, (await desk.PutAsync($"[{A},{A},{A}]")).Accepted);
        Assert.Equal(IntakeCode.RequestTooLarge, (await desk.PutAsync(new byte[17 << 20])).Error?.Code);
    }

    [Fact]
    public async Task Attributes_are_bounded()
    {
        var many = string.Join(',', Enumerable.Range(0, 65).Select(i => $"\"a{i}\":1"));
        var longName = $"\"{new string('n', 65)}\":1";
        foreach (var attributes in new[] { many, longName, $"\"a\":\"{new string('v', 257)}\"" })
        {
            var result = await new Desk().PutAsync("{\"id\":\"a\",\"title\":\"A\",\"attributes\":{" + attributes + "}}");
            Assert.Equal(IntakeCode.OutOfRange, Assert.Single(result.Rejected).Code);
        }
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_a_catalogue()
    {
        var result = await new Desk().PutAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(A + "\n" + B)]);
        Assert.Equal(2, result.Accepted);
    }
}
