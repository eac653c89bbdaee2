using Recs.Cli.OnlineRetail.Catalogue;

namespace Recs.Cli.Tests.OnlineRetail.Catalogue;

public sealed class DescriptionWordsTests
{
    [Theory]
    [InlineData("PACK OF 72 RETROSPOT CAKE CASES", "PACK OF 72 RETROSPOT CAKE CASE")]
    [InlineData("GLITTER BUTTERFLY CLIPS", "GLITTER BUTTERFLY CLIP")]
    [InlineData("STRAWBERRIES", "STRAWBERRY")]
    [InlineData("Nesting Boxes", "NESTING BOX")]
    [InlineData("WOODEN DOMINOES", "WOODEN DOMINO")]
    [InlineData("CHRISTMAS GLASS", "CHRISTMAS GLASS")]
    [InlineData("ANTIQUE SILVER T-LIGHT GLASS", "ANTIQUE SILVER TLIGHT GLASS")]
    [InlineData("SET OF SIX TEA LIGHTS", "SET OF SIX TLIGHT")]
    [InlineData("REGENCY CAKESTAND 3 TIER", "REGENCY CAKE STAND 3 TIER")]
    [InlineData("RED ROSE AND LACE C/COVER", "RED ROSE AND LACE CUSHION COVER")]
    [InlineData("CHILDREN'S APRON, DOLLY GIRL", "CHILDREN APRON DOLLY GIRL")]
    public void Words_are_capitals_in_the_singular_spelt_one_way(string description, string words) =>
        Assert.Equal(words, string.Join(' ', DescriptionWords.Of(description)));
}
