using System.Globalization;
using Recs.Core.Recommendations;

namespace Recs.Core.Tests.Recommendations.Scoring;

public sealed class LiftTests
{
    private static readonly string[][] Baskets =
    [
        ["A", "B"], ["A", "B"], ["A", "B", "C"], ["A", "B"], ["A", "B", "D"], ["A", "B"], ["A", "C"], ["C", "D"], ["C", "D"], ["C", "D", "E"],
        ["D"], ["E"], ["C", "D"], ["C", "D"], ["E", "F"], ["E", "F"], ["E", "F"], ["E", "F"], ["E", "F"], ["A", "F"], ["B", "E"],
    ];

    [Fact]
    public void Scores_and_reasons_equal_those_of_a_plain_computation()
    {
        using var shop = new Shop(partitions: 3).Items("A", "B", "C", "D", "E", "F");
        foreach (var basket in Baskets) shop.Orders(1, basket);
        foreach (var anchor in new[] { "A", "B", "C", "D", "E", "F" })
        {
            var list = shop.Ask(Ask.For(RecommendationForm.CrossSell, anchor)).Items.Where(i => i.Reason.Code == ReasonCodes.BoughtTogether).ToList();
            var plain = Plain(anchor).Where(p => p.Score > 0).OrderByDescending(p => p.Score).ThenBy(p => p.Item, StringComparer.Ordinal).ToList();
            Assert.NotEmpty(plain);
            Assert.Equal(plain.Select(p => p.Item), list.Select(i => i.Item.Id.Value));
            foreach (var (item, expected) in list.Zip(plain))
            {
                Assert.Equal(expected.Score, item.Score, 6);
                var text = string.Create(CultureInfo.InvariantCulture, $"Bought together with {anchor} {expected.Lift:0.0} times as often as chance ({expected.Together} baskets)");
                Assert.Equal(text, item.Reason.Text);
                Assert.Equal([new ItemId(anchor)], item.Reason.Items);
            }
        }
    }

    [Fact]
    public void Pairs_below_the_support_are_no_evidence()
    {
        using var shop = new Shop().Items("A", "B", "C").Orders(3, "A", "B").Orders(50, "C", "D");
        Assert.DoesNotContain(shop.Ask(Ask.For(RecommendationForm.CrossSell, "A")).Items, i => i.Reason.Code == ReasonCodes.BoughtTogether);
        shop.Orders(1, "A", "B");
        Assert.Equal("B", shop.Ask(Ask.For(RecommendationForm.CrossSell, "A")).Items.Single(i => i.Reason.Code == ReasonCodes.BoughtTogether).Item.Id.Value);
    }

    [Fact]
    public void What_is_only_popular_is_no_complement()
    {
        using var shop = new Shop().Items("A", "HIT", "PAIR", "X", "Y");
        // HIT lies in every basket, with A no more often than with anything else.
        shop.Orders(20, "A", "HIT", "PAIR").Orders(80, "X", "HIT", "Y").Orders(80, "Y", "HIT", "Z");
        var list = shop.Ask(Ask.For(RecommendationForm.CrossSell, "A")).Items;
        Assert.Equal(("PAIR", ReasonCodes.BoughtTogether), (list[0].Item.Id.Value, list[0].Reason.Code));
        Assert.DoesNotContain(list, i => i.Item.Id.Value == "HIT" && i.Reason.Code == ReasonCodes.BoughtTogether);
    }

    [Fact]
    public void A_best_seller_whose_own_list_is_full_finds_partners_in_their_lists()
    {
        // P does not get into the full list of HIT until older evidence has faded; its own list has counted all along.
        using var shop = new Shop(counting: new() { CoPurchaseNeighbours = 2 }).Items("HIT", "P");
        shop.Orders(60, "Q", "R").Orders(3, "HIT", "X").Orders(3, "HIT", "Y").Orders(2, "HIT", "P");
        shop.Now += TimeSpan.FromDays(730);
        shop.Orders(6, "HIT", "P");
        var item = shop.Ask(Ask.For(RecommendationForm.CrossSell, "HIT")).Items.Single(i => i.Item.Id.Value == "P");
        Assert.Contains("(8 baskets)", item.Reason.Text, StringComparison.Ordinal);
    }

    // n baskets with both; chance E = m_i m_j P / L²; lift (n + 3) / (E + 3); score P(j | i) · (ln lift − 1.645 / √(n + 3)), where a basket of s
    // products gives each of the others 1 / (s − 1) of its weight.
    private static IEnumerable<(string Item, double Score, double Lift, int Together)> Plain(string anchor)
    {
        var paired = Baskets.Where(b => b.Length >= 2).ToList();
        double items = paired.Sum(b => b.Length), pairs = paired.Sum(b => b.Length * (b.Length - 1));
        foreach (var other in paired.SelectMany(b => b).Distinct().Where(o => o != anchor))
        {
            var together = paired.Count(b => b.Contains(anchor) && b.Contains(other));
            var chance = paired.Count(b => b.Contains(anchor)) * paired.Count(b => b.Contains(other)) * pairs / (items * items);
            var lift = (together + 3) / (chance + 3);
            var share = paired.Where(b => b.Contains(anchor) && b.Contains(other)).Sum(b => 1.0 / (b.Length - 1)) / paired.Count(b => b.Contains(anchor));
            yield return (other, together < 4 ? 0 : share * (Math.Log(lift) - (1.645 / Math.Sqrt(together + 3))), lift, together);
        }
    }
}
