using Recs.Core.Recommendations;

namespace Recs.Core.Tests.Recommendations.Scoring;

public sealed class CoViewSimilarityTests
{
    private static readonly string[][] Sessions = [["A", "B", "C"], ["A", "B"], ["B", "C"], ["A", "B"], ["C", "D", "A"], ["D", "C"], ["A", "C", "B"]];

    [Fact]
    public void Scores_equal_those_of_a_plain_computation()
    {
        using var shop = new Shop().Items("A", "B", "C", "D");
        foreach (var session in Sessions) shop.Sessions(1, session);
        foreach (var anchor in new[] { "A", "B", "C", "D" })
        {
            var list = shop.Ask(Ask.For(RecommendationForm.ReSell, anchor)).Items.Where(i => i.Reason.Code == ReasonCodes.ViewedTogether).ToList();
            var plain = Plain(anchor).OrderByDescending(p => p.Score).ThenBy(p => p.Item, StringComparer.Ordinal).ToList();
            Assert.NotEmpty(plain);
            Assert.Equal(plain.Select(p => p.Item), list.Select(i => i.Item.Id.Value));
            Assert.All(list.Zip(plain), p => Assert.Equal(p.Second.Score, p.First.Score, 6));
        }
    }

    [Fact]
    public void Similarity_does_not_depend_on_how_long_ago_it_was()
    {
        using var shop = new Shop().Items("A", "B", "C", "X", "Y");
        shop.Sessions(4, "A", "B").Sessions(2, "A", "C");
        var before = shop.Ask(Ask.For(RecommendationForm.ReSell, "A")).Items[0].Score;
        shop.Now += TimeSpan.FromDays(30 * 365);
        shop.Sessions(3, "X", "Y");
        Assert.Equal(before, shop.Ask(Ask.For(RecommendationForm.ReSell, "A")).Items[0].Score, 9);
    }

    [Fact]
    public void The_same_holds_where_only_one_of_the_two_was_seen_again_after_decades()
    {
        using var shop = new Shop().Items("A", "B", "X").Sessions(4, "A", "B");
        shop.Now += TimeSpan.FromDays(70 * 365);
        shop.Sessions(3, "B", "X");
        var list = shop.Ask(Ask.For(RecommendationForm.ReSell, "A")).Items;
        Assert.Equal(("B", ReasonCodes.ViewedTogether), (list[0].Item.Id.Value, list[0].Reason.Code));
        Assert.InRange(list[0].Score, double.Epsilon, 0.1);
    }

    // Weight 1/√distance; cosine w_ij / √(W_i W_j); times n / (n + 5); at least 2 sessions.
    private static IEnumerable<(string Item, double Score)> Plain(string anchor)
    {
        static IEnumerable<(string X, string Y, double Weight)> Pairs(string[] s) =>
            from i in Enumerable.Range(0, s.Length) from j in Enumerable.Range(0, i) from way in new[] { (s[i], s[j]), (s[j], s[i]) } select (way.Item1, way.Item2, 1 / Math.Sqrt(i - j));

        var all = Sessions.SelectMany(Pairs).ToList();
        double Total(string x) => all.Where(p => p.X == x).Sum(p => p.Weight);
        foreach (var other in all.Where(p => p.X == anchor).GroupBy(p => p.Y).Where(g => g.Count() >= 2))
            yield return (other.Key, other.Sum(p => p.Weight) / Math.Sqrt(Total(anchor) * Total(other.Key)) * other.Count() / (other.Count() + 5.0));
    }
}
