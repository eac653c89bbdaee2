using System.Net;
using System.Text.Json;
using static Recs.Server.Tests.Recommender.TeaShop;

namespace Recs.Server.Tests.Recommender;

/// <summary>All lists of a page in one call.</summary>
public sealed class PageEndpointTests
{
    [Fact]
    public async Task One_call_gives_all_lists_of_a_page_and_no_product_twice()
    {
        await using var server = await OpenAsync();
        var page = await PageAsync(server, """
            {"visitor":"anna","limit":5,"placements":[{"placement":"top","form":"popular"},{"placement":"side","form":"for_you","limit":3},{"placement":"below","form":"popular"}]}
            """);
        var lists = page.GetProperty("placements").EnumerateArray().ToList();
        Assert.Equal(("FirstVisit", false), (page.GetProperty("stage").GetString(), page.GetProperty("degraded").GetBoolean()));
        Assert.Equal(["top", "side", "below"], lists.Select(l => l.GetProperty("placement").GetString()));
        Assert.Equal(["i0", "i1", "i2", "i3", "i4"], Ids(lists[0]));
        Assert.Equal([5, 3, 5], lists.Select(l => Ids(l).Length));
        Assert.Equal(13, lists.SelectMany(Ids).Distinct().Count());
        Assert.Equal(3, lists.Select(l => l.GetProperty("listId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task What_is_said_beside_the_placements_holds_for_all_and_each_may_say_otherwise()
    {
        await using var server = await OpenAsync();
        var page = await PageAsync(server, """
            {"limit":2,"maxPrice":20,"attributes":{"colour":"blue"},"exclude":["i1"],"placements":[{"form":"popular"},{"form":"popular","category":"Home > Pots","maxPrice":40,"exclude":["i9"]},
             {"form":"popular","attributes":{"colour":"red"},"limit":1}]}
            """);
        var lists = page.GetProperty("placements").EnumerateArray().Select(Ids).ToList();
        Assert.Equal(["i3", "i5"], lists[0]);
        Assert.Equal(["i15", "i21"], lists[1]);
        Assert.Equal(["i0"], lists[2]);
    }

    [Fact]
    public async Task Paging_on_in_one_list_meets_nothing_that_another_shows()
    {
        await using var server = await OpenAsync();
        var page = await PageAsync(server, """{"limit":4,"placements":[{"form":"popular"},{"form":"popular"}]}""");
        var lists = page.GetProperty("placements").EnumerateArray().ToList();
        var next = await ListAsync(server, $"cursor={lists[0].GetProperty("cursor").GetString()}");
        Assert.Equal(["i8", "i9", "i10", "i11"], Ids(next));
    }

    [Fact]
    public async Task Diversity_mixes_a_list_and_a_rule_may_ask_for_the_placement()
    {
        await using var server = await OpenAsync();
        await OkAsync(server, HttpMethod.Put, "/v1/rules/top-pin", """{"when":{"placements":["top"]},"action":"pin","products":{"items":["i20"]}}""");
        var page = await PageAsync(server, """{"limit":4,"placements":[{"placement":"top","form":"popular"},{"placement":"side","form":"popular","diversity":1}]}""");
        var lists = page.GetProperty("placements").EnumerateArray().ToList();
        Assert.Equal(["i20", "i0", "i1", "i2"], Ids(lists[0]));
        var kinds = lists[1].GetProperty("items").EnumerateArray().Select(i => i.GetProperty("category").GetString()).Distinct();
        Assert.Equal(2, kinds.Count());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_by_its_path()
    {
        await using var server = await RunningServer.StartAsync();
        var detail = Detail(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Post, "/v1/recommendations", """
            {"limt":3,"consent":"maybe","minPrice":"x","placements":[{"form":"best"},{"form":"popular","limit":500,"diversity":2},{"form":"popular","minPrice":9,"maxPrice":1},7]}
            """));
        foreach (var part in new[] { "limt:", "consent:", "minPrice:", "placements[0].form:", "placements[1].limit:", "placements[1].diversity:", "placements[2].minPrice:", "placements[3]:" })
            Assert.Contains(part, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "invalid_body")]
    [InlineData("[]", "invalid_parameter")]
    [InlineData("{}", "invalid_parameter")]
    [InlineData("""{"placements":[]}""", "invalid_parameter")]
    [InlineData("""{"placements":[{"form":"popular","limit":200},{"form":"popular","limit":200},{"form":"popular","limit":200}]}""", "invalid_parameter")]
    public async Task A_body_that_asks_for_no_page_is_refused(string body, string code)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(code, Code(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Post, "/v1/recommendations", body)));
    }

    [Fact]
    public async Task Who_may_ask_for_whom_is_as_with_a_single_list()
    {
        await using var server = await OpenAsync();
        const string Page = """{"visitor":"buyer0-0","placements":[{"form":"for_you"}]}""";
        Assert.Equal("foreign_visitor", Code(await ProblemAsync(server, HttpStatusCode.Forbidden, HttpMethod.Post, "/v1/recommendations", Page, RunningServer.WriteKey)));
        var asked = await PageAsync(server, Page);
        Assert.Equal("Customer", asked.GetProperty("stage").GetString());
        var denied = await PageAsync(server, """{"visitor":"anna","consent":"denied","recent":["i4"],"placements":[{"form":"recently_viewed","limit":1}]}""", RunningServer.WriteKey);
        Assert.Equal(JsonValueKind.Null, denied.GetProperty("stage").ValueKind);
        Assert.Equal(["i4"], Ids(denied.GetProperty("placements")[0]));
    }

    [Fact]
    public async Task An_explanation_needs_the_secret_key_and_says_what_a_score_is_made_of()
    {
        await using var server = await OpenAsync();
        await OkAsync(server, HttpMethod.Put, "/v1/rules/lift", """{"action":"boost","products":{"items":["i3"]},"factor":50}""");
        const string Page = """{"placements":[{"form":"popular","explain":true,"limit":2}]}""";
        Assert.Equal("wrong_key", Code(await ProblemAsync(server, HttpStatusCode.Forbidden, HttpMethod.Post, "/v1/recommendations", Page, RunningServer.WriteKey)));
        var first = (await PageAsync(server, Page)).GetProperty("placements")[0].GetProperty("items")[0];
        Assert.Equal(("i3", "popular", "lift"), (first.GetProperty("id").GetString(), first.GetProperty("explanation").GetProperty("source").GetString(), first.GetProperty("explanation").GetProperty("rules")[0].GetString()));
        Assert.False((await ListAsync(server, "form=popular")).GetProperty("items")[0].TryGetProperty("explanation", out _));
    }

    private static Task<JsonElement> PageAsync(RunningServer server, string body, string key = RunningServer.SecretKey) => OkAsync(server, HttpMethod.Post, "/v1/recommendations", body, key);
}
