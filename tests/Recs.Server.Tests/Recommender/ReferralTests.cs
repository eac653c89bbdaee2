using System.Text.Json;
using Recs.TestKit;

namespace Recs.Server.Tests.Recommender;

/// <summary>What friends have bought, through HTTP from the first link to the list.</summary>
public sealed class ReferralTests
{
    private static readonly string[] Friends = ["bob", "cat", "dan"];

    [Fact]
    public async Task Three_friends_who_have_bought_the_same_product_make_a_referral_that_names_nobody()
    {
        var clock = new ManualTime();
        await using var server = await TeaShop.OpenAsync(clock);
        await SayAsync(server, Friends.SelectMany(f => new[] { Link("eve", f), Link(f, "eve"), Order(f, "i7") }));
        await SayAsync(server, [Order("bob", "i8"), Order("cat", "i8")]);
        var early = await AskAsync(server);
        Assert.Empty(early.GetProperty("items").EnumerateArray());
        var reason = early.GetProperty("shortfall").GetRawText();
        Assert.Contains("circle_too_small", reason, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromDays(9));
        var list = await AskAsync(server);
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(("i7", 1, "segment"), (item.GetProperty("id").GetString(), item.GetProperty("score").GetInt32(), item.GetProperty("tier").GetString()));
        Assert.Equal(
            """{"code":"friends_bought","items":[],"categories":[],"text":"Several of the people you are linked with have bought it"}""", item.GetProperty("reason").GetRawText());
        Assert.Equal(reason.Replace("10", "9", StringComparison.Ordinal), list.GetProperty("shortfall").GetRawText());
        Assert.False(list.GetProperty("degraded").GetBoolean());

        // The same through the page, and why says no more than that it is so.
        var page = await TeaShop.OkAsync(server, HttpMethod.Post, "/v1/recommendations", """{"visitor":"eve","placements":[{"form":"referral"},{"form":"popular"}]}""");
        Assert.Equal("i7", page.GetProperty("placements")[0].GetProperty("items")[0].GetProperty("id").GetString());
        foreach (var (product, eligible) in new[] { ("i7", true), ("i8", false) })
        {
            var why = (await TeaShop.OkAsync(server, HttpMethod.Get, $"/v1/visitors/eve/why?item={product}&form=referral", null)).GetRawText();
            Assert.Contains(eligible ? "It is eligible." : "It is not eligible.", why, StringComparison.Ordinal);
            Assert.All(Friends, f => Assert.DoesNotContain(f, why, StringComparison.Ordinal));
        }
    }

    private static async Task<JsonElement> AskAsync(RunningServer server)
    {
        await TeaShop.RefreshAsync(server);
        return await TeaShop.ListAsync(server, "form=referral&visitor=eve", RunningServer.SecretKey);
    }

    private static async Task SayAsync(RunningServer server, IEnumerable<string> events) => await server.PostEventsAsync($"[{string.Join(',', events)}]", RunningServer.SecretKey);

    private static string Link(string user, string friend) => $$$"""{"event":"friend_linked","userId":"{{{user}}}","properties":{"friend_id":"{{{friend}}}"}}""";

    private static string Order(string user, string item) =>
        $$$"""{"event":"order_completed","userId":"{{{user}}}","properties":{"order_id":"{{{user}}}-{{{item}}}","currency":"EUR","total":20,"products":[{"product_id":"{{{item}}}"}]}}""";
}
