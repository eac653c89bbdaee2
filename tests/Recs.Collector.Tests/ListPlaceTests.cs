using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;

namespace Recs.Collector.Tests;

/// <summary>What comes of a list counts for the place the list was made for.</summary>
public sealed class ListPlaceTests
{
    private readonly Desk _desk = new();

    [Theory]
    [InlineData(null)]
    [InlineData("side")]
    [InlineData("home")]
    public async Task The_record_names_the_place_of_the_list_whatever_the_sender_says(string? said)
    {
        var list = _desk.Lists.Give("home");
        Assert.Equal("home", (await _desk.AcceptAsync<RecommendationViewed>(Viewed(list, said))).Placement);
        Assert.Equal("home", (await _desk.AcceptAsync<RecommendationClicked>(Clicked(list, said))).Placement);
    }

    [Fact]
    public async Task Of_a_list_without_a_place_the_senders_word_stays() =>
        Assert.Equal("side", (await _desk.AcceptAsync<RecommendationViewed>(Viewed(_desk.Lists.Give(placement: null), "side"))).Placement);

    [Fact]
    public async Task Of_a_list_that_is_not_known_or_another_sites_the_senders_word_stays()
    {
        var foreign = _desk.Lists.Give("home", new SiteId("other"));
        var unknown = ListIds.New(RecommendationForm.Popular, DateTimeOffset.UnixEpoch).ToString();
        Assert.Equal("side", (await _desk.AcceptAsync<RecommendationViewed>(Viewed(foreign, "side"))).Placement);
        Assert.Equal("side", (await _desk.AcceptAsync<RecommendationClicked>(Clicked(unknown, "side"))).Placement);
        Assert.Null((await _desk.AcceptAsync<RecommendationClicked>(Clicked(unknown, null))).Placement);
    }

    [Fact]
    public async Task Each_list_of_a_request_is_looked_for_once_and_what_is_no_list_of_ours_never()
    {
        var (list, other) = (_desk.Lists.Give("home"), _desk.Lists.Give("cart"));
        await _desk.SendAsync($"[{string.Join(',', Viewed(list, null), Clicked(list, null), Viewed(other, null), Viewed("a list of the shop's own", "x"), Viewed(Guid.CreateVersion7().ToString()[..^1] + "z", "x"))}]");
        Assert.Equal(2, _desk.Lists.Finds);
        Assert.Equal(["home", "home", "cart", "x", "x"], _desk.Log.Records.Select(r => r.Record.Event switch
        {
            RecommendationViewed x => x.Placement,
            RecommendationClicked x => x.Placement,
            _ => null,
        }));
    }

    [Fact]
    public async Task Events_that_are_about_no_list_look_for_none()
    {
        await _desk.AcceptAsync("""{"event":"product_viewed","anonymousId":"a","properties":{"product_id":"p"}}""");
        Assert.Equal(0, _desk.Lists.Finds);
    }

    [Fact]
    public async Task Nothing_is_accepted_where_lists_cannot_be_looked_for()
    {
        var list = _desk.Lists.Give("home");
        _desk.Lists.Down = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _desk.SendAsync(Viewed(list, null)));
        Assert.Empty(_desk.Log.Records);
    }

    private static string Viewed(string list, string? placement) => Event("recommendation_viewed", list, placement, "");

    private static string Clicked(string list, string? placement) => Event("recommendation_clicked", list, placement, ",\"product_id\":\"p\"");

    private static string Event(string name, string list, string? placement, string more) =>
        $$$"""{"event":"{{{name}}}","anonymousId":"a","properties":{"list_id":"{{{list}}}"{{{(placement is null ? "" : $",\"placement\":\"{placement}\"")}}}{{{more}}}}}""";
}
