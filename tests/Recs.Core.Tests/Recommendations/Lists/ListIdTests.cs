using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Tests.Recommendations.Lists;

public sealed class ListIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, 123, TimeSpan.Zero);

    public static TheoryData<RecommendationForm> Forms => [.. Enum.GetValues<RecommendationForm>()];

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_id_tells_its_form_and_its_time(RecommendationForm form)
    {
        var id = ListIds.New(form, Now);
        Assert.Equal((7, form, Instant.From(Now)), (id.Version, ListIds.FormOf(id.ToString()), ListIds.TimeOf(id)));
        Assert.Equal(form, ListIds.FormOf(ListIds.NumberOf(form)));
        Assert.InRange(ListIds.NumberOf(form), 1, 15);
    }

    [Fact]
    public void The_numbers_of_forms_are_stored_and_stay() =>
        Assert.Equal(
            "ReSell 1, CrossSell 2, ForYou 3, Popular 4, Trending 5, RecentlyViewed 6, UpSell 7, Referral 8",
            string.Join(", ", Enum.GetValues<RecommendationForm>().OrderBy(f => ListIds.NumberOf(f)).Select(f => $"{f} {ListIds.NumberOf(f)}")));

    [Fact]
    public void Ids_differ_and_rise_with_time()
    {
        var ids = Enumerable.Range(0, 1_000).Select(i => ListIds.New(RecommendationForm.Popular, Now.AddMilliseconds(i)).ToString()).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => ListIds.New(RecommendationForm.Popular, Now)).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("list-1")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("c9bf9e57-1685-4c89-bafb-ff5af830be8a")]
    public void Ids_of_others_tell_no_form(string id) => Assert.Null(ListIds.FormOf(id));

    [Fact]
    public void Of_other_uuids_of_the_version_hardly_any_tells_a_form() =>
        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => ListIds.FormOf(Guid.CreateVersion7(Now.AddMilliseconds(i))) is not null), 0, 100);
}
