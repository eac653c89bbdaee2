using Recs.Core.Catalog;
using Recs.Core.Recommendations;

namespace Recs.Core.Tests.Catalog;

public sealed class CategoryPathTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Mugs", "Mugs")]
    [InlineData("A > B", "A > B")]
    [InlineData("A>B", "A > B")]
    [InlineData(" A  >  B ", "A > B")]
    [InlineData("A > > B >", "A > B")]
    [InlineData("A  B > C", "A B > C")]
    [InlineData("A\u00A0B", "A B")]
    [InlineData(">", "")]
    [InlineData("> >> ", "")]
    public void A_category_is_a_path_with_one_separator(string text, string path)
    {
        Assert.Equal(path, CategoryPath.Normalise(text));
        Assert.Equal(path, CategoryPath.Normalise(path));
    }

    [Theory]
    [InlineData("A>B", "A > B")]
    [InlineData(" Mugs ", "Mugs")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void A_request_finds_a_category_however_its_parts_are_spaced(string? asked, string? path) =>
        Assert.Equal(path, new RecommendationRequest(RecommendationForm.Popular) { Category = asked }.Category);
}
