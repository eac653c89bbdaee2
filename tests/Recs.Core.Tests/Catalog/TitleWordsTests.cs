using Recs.Core.Catalog;

namespace Recs.Core.Tests.Catalog;

public sealed class TitleWordsTests
{
    [Theory]
    [InlineData("LUNCH BAG RED RETROSPOT", "lunch bag red retrospot")]
    [InlineData("  Paper chain-kit, 50's  CHRISTMAS!", "paper chain kit 50s christmas")]
    [InlineData("CAFÉ 3/4 l", "café 3 4 l")]
    [InlineData("...", "")]
    public void Splits_into_lower_case_runs_of_letters_and_digits(string title, string words)
    {
        List<string> split = [];
        TitleWords.Split(title, split);
        Assert.Equal(words, string.Join(' ', split));
    }

    [Theory]
    [InlineData("bags", "bag")]
    [InlineData("boxes", "box")]
    [InlineData("glasses", "glass")]
    [InlineData("berries", "berry")]
    [InlineData("glass", "glass")]
    [InlineData("bus", "bus")]
    [InlineData("gas", "gas")]
    [InlineData("50s", "50s")]
    public void Reduces_plain_plurals(string word, string singular) => Assert.Equal(singular, TitleWords.Singular(word));

    [Fact]
    public void A_word_of_any_length_is_cut_not_refused()
    {
        List<string> split = [];
        TitleWords.Split(new string('x', 100_000), split);
        Assert.Equal(32, Assert.Single(split).Length);
    }
}
