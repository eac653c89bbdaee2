using System.Net;
using System.Text.Json;
using static Recs.Server.Tests.Recommender.TeaShop;

namespace Recs.Server.Tests.Recommender;

public sealed class WhyEndpointTests
{
    [Fact]
    public async Task Says_why_a_product_is_in_a_visitors_list_and_why_not()
    {
        await using var server = await OpenAsync();
        await OkAsync(server, HttpMethod.Put, "/v1/rules/no-best", """{"action":"hide","products":{"items":["i0"]}}""");
        var listed = await WhyAsync(server, "item=i1&form=popular");
        Assert.True(listed.GetProperty("listed").GetBoolean());
        Assert.Equal((1, "popular"), (listed.GetProperty("rank").GetInt32(), listed.GetProperty("explanation").GetProperty("source").GetString()));
        Assert.Equal(("rule", "no-best"), KeptOut(await WhyAsync(server, "item=i0&form=popular")));
        Assert.Equal(("below_the_cut", null), KeptOut(await WhyAsync(server, "item=i20&form=popular&limit=5")));
        Assert.Equal(("on_page", null), KeptOut(await WhyAsync(server, "item=i4&form=re_sell&anchor=i4")));
        Assert.Equal(("other_price", null), KeptOut(await WhyAsync(server, "item=i20&form=popular&maxPrice=11")));
        Assert.Equal(("unknown", null), KeptOut(await WhyAsync(server, "item=nothing&form=popular")));
        Assert.Equal(("not_eligible", null), KeptOut(await WhyAsync(server, "item=i4&form=referral")));
    }

    [Fact]
    public async Task Needs_a_visitor_a_product_a_form_and_the_secret_key()
    {
        await using var server = await OpenAsync();
        Assert.Equal("visitor_unknown", Code(await ProblemAsync(server, HttpStatusCode.NotFound, HttpMethod.Get, "/v1/visitors/stranger/why?item=i1&form=popular", null)));
        var detail = Detail(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Get, "/v1/visitors/anna/why?form=best", null));
        Assert.Contains("item:", detail, StringComparison.Ordinal);
        Assert.Contains("form:", detail, StringComparison.Ordinal);
        Assert.Equal("wrong_key", Code(await ProblemAsync(server, HttpStatusCode.Forbidden, HttpMethod.Get, "/v1/visitors/anna/why?item=i1&form=popular", null, RunningServer.WriteKey)));
    }

    [Fact]
    public async Task Ids_with_a_slash_are_read()
    {
        await using var server = await OpenAsync();
        await server.PostEventsAsync("""{"event":"page_viewed","anonymousId":"a/b","properties":{"path":"/"}}""");
        await server.AppliedAsync();
        Assert.True((await OkAsync(server, HttpMethod.Get, "/v1/visitors/a%2Fb/why?item=i1&form=popular", null)).GetProperty("listed").GetBoolean());
    }

    private static Task<JsonElement> WhyAsync(RunningServer server, string query) => OkAsync(server, HttpMethod.Get, $"/v1/visitors/anna/why?{query}", null);

    private static (string?, string?) KeptOut(JsonElement why)
    {
        Assert.False(string.IsNullOrWhiteSpace(why.GetProperty("text").GetString()));
        return (why.GetProperty("keptOut").GetString(), why.GetProperty("hiddenBy").GetString());
    }
}
