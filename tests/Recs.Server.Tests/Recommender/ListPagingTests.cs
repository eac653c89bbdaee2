using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Lists;
using Recs.TestKit;
using static Recs.Server.Tests.Recommender.TeaShop;

namespace Recs.Server.Tests.Recommender;

/// <summary>Lists that are paged on by their cursors.</summary>
public sealed class ListPagingTests
{
    [Theory]
    [InlineData("form=popular&limit=7")]
    [InlineData("form=for_you&visitor=anna&limit=7")]
    [InlineData("form=popular&limit=7&diversity=0.5&category=Home")]
    [InlineData("form=re_sell&item=i5&limit=7&maxPrice=36&exclude=i6&attr.colour=blue")]
    public async Task Pages_repeat_nothing_and_end_where_the_catalogue_does(string query)
    {
        await using var server = await OpenAsync();
        var (page, seen) = (await ListAsync(server, query), new List<string>());
        var list = page.GetProperty("listId").GetString();
        while (true)
        {
            seen.AddRange(Ids(page));
            Assert.Equal(list, page.GetProperty("listId").GetString());
            if (page.GetProperty("cursor").GetString() is not { } cursor) break;
            page = await ListAsync(server, $"cursor={cursor}");
        }

        var whole = await ListAsync(server, query.Replace("limit=7", "limit=200", StringComparison.Ordinal));
        Assert.Equal(Ids(whole).Order(), seen.Order());
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.False(page.GetProperty("shortfall").ValueKind == JsonValueKind.Null && Ids(page).Length < 7);
    }

    [Fact]
    public async Task The_same_cursor_gives_the_same_page_whatever_has_happened_since()
    {
        await using var server = await OpenAsync();
        var first = await ListAsync(server, "form=popular&limit=5");
        var cursor = first.GetProperty("cursor").GetString();
        var page = await ListAsync(server, $"cursor={cursor}");
        var orders = Enumerable.Range(0, 60).Select(n => $$$"""{"event":"order_completed","userId":"late{{{n}}}","properties":{"order_id":"late{{{n}}}","currency":"EUR","total":24,"products":[{"product_id":"i29"}]}}""");
        await server.PostEventsAsync($"[{string.Join(',', orders)}]", RunningServer.SecretKey);
        await RefreshAsync(server);
        Assert.Equal("i29", Ids(await ListAsync(server, "form=popular&limit=5"))[0]);
        var again = await ListAsync(server, $"cursor={cursor}");
        Assert.Equal(page.GetProperty("items").GetRawText(), again.GetProperty("items").GetRawText());
        Assert.Equal(page.GetProperty("cursor").GetString(), again.GetProperty("cursor").GetString());
    }

    [Fact]
    public async Task Many_who_go_on_at_once_get_the_same_page()
    {
        await using var server = await OpenAsync();
        var cursor = (await ListAsync(server, "form=popular&limit=5")).GetProperty("cursor").GetString();
        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ListAsync(server, $"cursor={cursor}")));
        Assert.Single(pages.Select(p => string.Join(',', Ids(p))).Distinct());
    }

    [Fact]
    public async Task A_cursor_lasts_half_an_hour_and_over_a_restart()
    {
        var clock = new ManualTime();
        var server = await OpenAsync(clock);
        var cursor = (await ListAsync(server, "form=popular&limit=5")).GetProperty("cursor").GetString();
        await server.Services.GetRequiredService<ListBuffer>().WriteAsync(TestContext.Current.CancellationToken);
        await using var restarted = await server.RestartAsync(clock: clock);
        Assert.Equal(["i5", "i6", "i7", "i8", "i9"], Ids(await ListAsync(restarted, $"cursor={cursor}")));
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(5, Ids(await ListAsync(restarted, $"cursor={cursor}")).Length);
        clock.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal("list_expired", Code(await ProblemAsync(restarted, HttpStatusCode.Gone, HttpMethod.Get, $"/v1/recommendations?cursor={cursor}", null)));
    }

    [Fact]
    public async Task A_cursor_of_others_or_one_that_was_changed_is_none()
    {
        await using var server = await OpenAsync(null,
            "--Recs:Sites:default:WriteKeys:0=dev-write-key", "--Recs:Sites:default:SecretKeys:0=dev-secret-key", "--Recs:Sites:other:WriteKeys:0=other-write-key-1", "--Recs:Sites:other:SecretKeys:0=other-secret-key-1");
        var cursor = (await ListAsync(server, "form=popular&limit=5")).GetProperty("cursor").GetString()!;
        var changed = cursor[..^30] + (cursor[^30] == 'A' ? 'B' : 'A') + cursor[^29..];
        foreach (var wrong in new[] { changed, cursor[..^4], "nonsense", "!" })
            Assert.Equal("invalid_cursor", Code(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Get, $"/v1/recommendations?cursor={wrong}", null)));
        Assert.Equal("invalid_cursor", Code(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Get, $"/v1/recommendations?cursor={cursor}", null, "other-secret-key-1")));
    }

    [Fact]
    public async Task A_list_of_two_hundred_is_the_longest()
    {
        await using var server = await RunningServer.StartAsync();
        var items = Enumerable.Range(0, 230).Select(i => $$"""{"id":"x{{i:000}}","title":"Thing {{i}}"}""");
        await OkAsync(server, HttpMethod.Put, "/v1/items", $"[{string.Join(',', items)}]");
        await RefreshAsync(server);
        var page = await ListAsync(server, "form=popular&limit=150");
        page = await ListAsync(server, $"cursor={page.GetProperty("cursor").GetString()}");
        Assert.Equal((50, JsonValueKind.Null), (Ids(page).Length, page.GetProperty("cursor").ValueKind));
    }

    [Fact]
    public async Task Who_has_refused_is_not_recognised_again_on_the_next_page()
    {
        await using var server = await OpenAsync();
        foreach (var item in new[] { "i25", "i20" })
            await server.PostEventsAsync($$$"""{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"{{{item}}}"}}""");
        await RefreshAsync(server);
        async Task<string> SecondAsync(params (string, string)[] headers)
        {
            var first = await ListAsync(server, "form=recently_viewed&visitor=anna&limit=1");
            Assert.Equal(["i20"], Ids(first));
            using var response = await server.SendRawAsync(HttpMethod.Get, $"/v1/recommendations?cursor={first.GetProperty("cursor").GetString()}", RunningServer.WriteKey, null, headers);
            return Ids(JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement).Single();
        }

        Assert.Equal("i25", await SecondAsync());
        Assert.Equal("i0", await SecondAsync(("Sec-GPC", "1")));
    }
}
