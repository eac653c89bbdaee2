using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Mix;
using Recs.Core.Recommendations.Sources;
using Recs.TestKit;

namespace Recs.Core.Tests.Recommendations;

public sealed class ChainsTests
{
    [Fact]
    public void The_configured_chain_is_asked_in_its_order()
    {
        using var shop = new Shop(With("re_sell", SourceNames.Popular, SourceNames.TitleSimilarity));
        shop.Item("A", "Red mug", "Mugs").Item("B", "Blue mug", "Mugs").Item("C", "Lamp").Orders(1, "C");
        var list = shop.Ask(Ask.For(RecommendationForm.ReSell, "A"));
        Assert.Equal([ReasonCodes.Popular, ReasonCodes.SimilarTitle], list.Items.Select(i => i.Reason.Code));
    }

    [Fact]
    public void A_chain_that_gives_out_says_so()
    {
        using var shop = new Shop(With("popular", SourceNames.Popular)).Items("A", "B").Orders(1, "A");
        var shortfall = shop.Ask(Ask.For(RecommendationForm.Popular)).Shortfall!;
        Assert.Equal((9, "chain_exhausted"), (shortfall.Missing, shortfall.Code));
    }

    [Fact]
    public void Every_fallback_obeys_what_the_form_never_returns()
    {
        foreach (var source in new[] { SourceNames.Popular, SourceNames.Catalogue, SourceNames.Trending, SourceNames.TitleSimilarity, SourceNames.PopularInCategory })
        {
            using var shop = new Shop(With("cross_sell", source)).Item("A", "Dome tent", "Tents").Item("B", "Dome tent", "Tents").Item("C", "Pegs", "Tents");
            shop.Orders(3, "A").Orders(3, "B").Orders(3, "C");
            Assert.Empty(shop.Ids(Ask.For(RecommendationForm.CrossSell, "A"), Ask.Visitor(viewed: ["A"], bought: ["C"])));
        }
    }

    [Fact]
    public void All_unknown_names_are_told_at_once()
    {
        var options = new RecommenderOptions
        {
            Chains = new Dictionary<string, IReadOnlyList<string>>
            {
                ["resell"] = [SourceNames.Popular],
                ["popular"] = ["poplar", SourceNames.Catalogue],
                ["trending"] = [],
                ["for_you"] = [SourceNames.Popular, SourceNames.Popular],
            },
            StageMix = new Dictionary<string, IReadOnlyList<MixPart>>
            {
                ["Stranger"] = [new MixPart("re_sell", 1)],
                ["Customer"] = [new MixPart("magic", 1), new MixPart("re_sell", -1)],
                ["Prospect"] = [new MixPart("for_you", 1), new MixPart(SourceNames.PersonalMix, 1)],
            },
        };
        var error = Assert.Throws<RecsException>(() => new Recommender(options, [], new ManualTime()));
        foreach (var part in new[] { "\"resell\" is no form", "\"poplar\", which is no source", "the chain of trending is empty", "\"popular\" more than once", "\"Stranger\" is no stage", "the mix of Customer names \"magic\", which is no form and no source", "gives re_sell the share -1", "the mix of Prospect names \"for_you\"", "the mix of Prospect names \"personal_mix\"" })
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static RecommenderOptions With(string form, params string[] chain) =>
        new() { Chains = new Dictionary<string, IReadOnlyList<string>> { [form] = chain } };
}
