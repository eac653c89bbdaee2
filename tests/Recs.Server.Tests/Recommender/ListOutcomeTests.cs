using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Lists;
using Recs.TestKit;
using static Recs.Server.Tests.Recommender.TeaShop;

namespace Recs.Server.Tests.Recommender;

/// <summary>What was shown, and what came of it.</summary>
public sealed class ListOutcomeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_shows_its_products_and_what_came_of_each()
    {
        await using var server = await OpenAsync();
        var list = Id(await ListAsync(server, "form=popular&visitor=anna&limit=3&placement=home"));
        await server.PostEventsAsync($$$"""{"event":"recommendation_viewed","anonymousId":"anna","properties":{"list_id":"{{{list}}}","placement":"home","products":[{"product_id":"i0","position":1},{"product_id":"i1","position":2}]}}""");
        await server.PostEventsAsync($$$"""{"event":"recommendation_clicked","anonymousId":"anna","properties":{"list_id":"{{{list}}}","placement":"home","product_id":"i1","position":2}}""");
        await server.PostEventsAsync("""{"event":"order_completed","anonymousId":"anna","properties":{"order_id":"x1","currency":"EUR","total":31.5,"products":[{"product_id":"i1"},{"product_id":"i9"}]}}""", RunningServer.SecretKey);
        await server.AppliedAsync();

        var shown = await OkAsync(server, HttpMethod.Get, $"/v1/lists/{list}", null);
        Assert.Equal("popular home anna FirstVisit 1 1 1 1 31.5", string.Join(' ',
            Text(shown, "form"), Text(shown, "placement"), Text(shown, "visitor"), Text(shown, "stage"),
            Text(shown, "impressions"), Text(shown, "clicks"), Text(shown, "orders"), Text(shown, "directOrders"), shown.GetProperty("revenue").GetProperty("EUR").GetRawText()));
        Assert.Equal(["1 i0 1 0 0", "2 i1 1 1 1", "3 i2 0 0 0"], shown.GetProperty("items").EnumerateArray().Select(i =>
            string.Join(' ', Text(i, "position"), Text(i, "id"), Text(i, "impressions"), Text(i, "clicks"), Text(i, "orders"))));

        await server.PostEventsAsync("""{"event":"order_refunded","anonymousId":"anna","properties":{"order_id":"x1"}}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        shown = await OkAsync(server, HttpMethod.Get, $"/v1/lists/{list}", null);
        Assert.Equal(("0", "0"), (Text(shown, "orders"), Text(shown, "directOrders")));
    }

    [Fact]
    public async Task Totals_by_day_form_and_placement_add_up_over_visitors()
    {
        await using var server = await OpenAsync();
        for (var i = 0; i < 6; i++)
        {
            var (form, place) = i % 2 == 0 ? ("popular", "home") : ("for_you", "side");
            var list = Id(await ListAsync(server, $"form={form}&visitor=v{i}&limit=3&placement={place}"));
            await server.PostEventsAsync($$$"""{"event":"recommendation_viewed","anonymousId":"v{{{i}}}","properties":{"list_id":"{{{list}}}","placement":"{{{place}}}"}}""");
            await server.PostEventsAsync($$$"""{"event":"recommendation_clicked","anonymousId":"v{{{i}}}","properties":{"list_id":"{{{list}}}","placement":"{{{place}}}","product_id":"i1","position":2}}""");
            if (i < 3) await server.PostEventsAsync($$$"""{"event":"order_completed","anonymousId":"v{{{i}}}","properties":{"order_id":"t{{{i}}}","currency":"EUR","total":10,"products":[{"product_id":"i9"}]}}""", RunningServer.SecretKey);
        }

        await server.PostEventsAsync("""{"event":"recommendation_viewed","anonymousId":"v0","properties":{"list_id":"of somebody else"}}""");
        await RefreshAsync(server);
        var totals = (await OkAsync(server, HttpMethod.Get, "/v1/list-totals", null)).GetProperty("totals").EnumerateArray().Select(t =>
            string.Join(' ', Text(t, "form"), Text(t, "placement"), Text(t, "impressions"), Text(t, "clicks"), Text(t, "orders"), Text(t, "directOrders"), t.GetProperty("revenue").GetRawText()));
        Assert.Equal(["  1 0 0 0 {}", "for_you side 3 3 1 0 {\"EUR\":10}", "popular home 3 3 2 0 {\"EUR\":20}"], totals.Order(StringComparer.Ordinal));
        Assert.Empty((await OkAsync(server, HttpMethod.Get, "/v1/list-totals?until=2020-01-01", null)).GetProperty("totals").EnumerateArray());
        Assert.Contains("from", Detail(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Get, "/v1/list-totals?from=yesterday", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_of_a_list_counts_for_the_place_it_was_asked_for()
    {
        await using var server = await OpenAsync();
        var list = Id(await ListAsync(server, "form=popular&visitor=anna&limit=3&placement=home"));
        var own = Id(await ListAsync(server, "form=trending&visitor=anna&limit=3"));
        foreach (var (of, said) in new[] { (list, ""), (list, ",\"placement\":\"side\""), (own, ",\"placement\":\"side\""), (own, "") })
            await server.PostEventsAsync($$$"""{"event":"recommendation_viewed","anonymousId":"anna","properties":{"list_id":"{{{of}}}"{{{said}}}}}""");
        await server.PostEventsAsync($$$"""{"event":"recommendation_clicked","anonymousId":"anna","properties":{"list_id":"{{{list}}}","placement":"side","product_id":"i1"}}""");
        await server.PostEventsAsync("""{"event":"order_completed","anonymousId":"anna","properties":{"order_id":"p1","currency":"EUR","total":10,"products":[{"product_id":"i1"}]}}""", RunningServer.SecretKey);
        await RefreshAsync(server);

        var totals = (await OkAsync(server, HttpMethod.Get, "/v1/list-totals", null)).GetProperty("totals").EnumerateArray().Select(t =>
            string.Join(' ', Text(t, "form"), Text(t, "placement"), Text(t, "impressions"), Text(t, "clicks"), Text(t, "orders")));
        Assert.Equal(["popular home 2 1 1", "trending  1 0 0", "trending side 1 0 0"], totals.Order(StringComparer.Ordinal));

        // So it stands in the log, for every replay.
        var records = (await OkAsync(server, HttpMethod.Get, "/v1/visitors/anna/export", null)).GetProperty("records").EnumerateArray();
        Assert.Equal(["home", "home", "home"], records.Where(r => r.GetProperty("data").TryGetProperty("listId", out var of) && of.GetString() == list).Select(r => Text(r.GetProperty("data"), "placement")));
    }

    [Fact]
    public async Task A_sight_counts_for_the_list_without_places_and_without_products()
    {
        await using var server = await OpenAsync();
        var list = Id(await ListAsync(server, "form=popular&visitor=anna&limit=2"));
        foreach (var products in new[] { "", ",\"products\":[]", ",\"products\":[{\"product_id\":\"i1\"}]" })
            await server.PostEventsAsync($$$"""{"event":"recommendation_viewed","anonymousId":"anna","properties":{"list_id":"{{{list}}}"{{{products}}}}}""");
        await server.AppliedAsync();
        var shown = await OkAsync(server, HttpMethod.Get, $"/v1/lists/{list}", null);
        Assert.Equal("3", Text(shown, "impressions"));
        Assert.Equal(["i0 0", "i1 1"], shown.GetProperty("items").EnumerateArray().Select(i => $"{Text(i, "id")} {Text(i, "impressions")}"));
    }

    [Fact]
    public async Task Lists_are_kept_for_eight_days()
    {
        var clock = new ManualTime();
        await using var server = await OpenAsync(clock);
        var list = Id(await ListAsync(server, "form=popular&visitor=anna&limit=3"));
        var keeper = server.Services.GetRequiredService<ListKeeper>();
        clock.Advance(TimeSpan.FromDays(8));
        await keeper.TurnAsync(Cancel);
        await OkAsync(server, HttpMethod.Get, $"/v1/lists/{list}", null);
        clock.Advance(TimeSpan.FromMinutes(11));
        await keeper.TurnAsync(Cancel);

        // The server's own turn may have come first and still be at work.
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        bounded.CancelAfter(TimeSpan.FromSeconds(30));
        while (await server.Services.GetRequiredService<IListStore>().FindAsync(Recs.Core.SiteId.Default, Guid.Parse(list), bounded.Token) is not null) await Task.Yield();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("01a201de-280c-72c3-95bf-9ccdcf3b47a7")]
    public async Task A_list_that_is_not_there_is_unknown(string id)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal("list_unknown", Code(await ProblemAsync(server, HttpStatusCode.NotFound, HttpMethod.Get, $"/v1/lists/{id}", null)));
        Assert.Equal("wrong_key", Code(await ProblemAsync(server, HttpStatusCode.Forbidden, HttpMethod.Get, $"/v1/lists/{id}", null, RunningServer.WriteKey)));
    }

    [Fact]
    public async Task A_list_of_a_first_visit_is_the_visitors_though_nothing_else_is_known_yet()
    {
        await using var server = await OpenAsync();
        var list = Id(await ListAsync(server, "form=popular&limit=3&visitor=stranger"));
        Assert.Equal("stranger", Text(await OkAsync(server, HttpMethod.Get, $"/v1/lists/{list}", null), "visitor"));
        var page = await OkAsync(server, HttpMethod.Post, "/v1/recommendations", """{"visitor":"stranger","placements":[{"form":"trending","limit":2}]}""", RunningServer.WriteKey);
        Assert.Equal("stranger", Text(await OkAsync(server, HttpMethod.Get, $"/v1/lists/{Id(page.GetProperty("placements")[0])}", null), "visitor"));
    }

    [Theory]
    [InlineData("recent=i4")]
    [InlineData("visitor=anna&consent=denied&recent=i4")]
    [InlineData("visitor=stranger&consent=denied")]
    [InlineData("visitor=undefined")]
    [InlineData("visitor=refuser")]
    [InlineData("visitor=erased")]
    public async Task Nobody_who_may_not_be_kept_is_kept_with_a_list(string query)
    {
        await using var server = await OpenAsync();
        await server.PostEventsAsync("""{"event":"consent_changed","anonymousId":"refuser","properties":{"personalisation":false}}""");
        await server.AppliedAsync();
        await server.SendAsync(HttpMethod.Delete, "/v1/visitors/erased", RunningServer.SecretKey, null);
        var list = Id(await ListAsync(server, $"form=popular&limit=3&{query}"));
        Assert.Equal(JsonValueKind.Null, (await OkAsync(server, HttpMethod.Get, $"/v1/lists/{list}", null)).GetProperty("visitor").ValueKind);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("&consent=granted", "stranger")]
    public async Task Where_the_site_recognises_nobody_unasked_a_stranger_is_kept_only_where_the_request_grants_it(string consent, string? kept)
    {
        await using var server = await OpenAsync(clock: null, [.. VisitorCookieTests.Keys, "--Recs:Sites:default:Consent:Personalisation=false"]);
        var list = Id(await ListAsync(server, $"form=popular&limit=3&visitor=stranger{consent}"));
        Assert.Equal(kept, (await OkAsync(server, HttpMethod.Get, $"/v1/lists/{list}", null)).GetProperty("visitor").GetString());
    }

    private static string Id(JsonElement list) => list.GetProperty("listId").GetString()!;

    private static string Text(JsonElement element, string name) => element.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : element.GetProperty(name) is { ValueKind: JsonValueKind.Null } ? "" : element.GetProperty(name).GetRawText();
}
