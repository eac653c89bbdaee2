using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Sources;

namespace Recs.Core.Tests.Recommendations.Scoring;

/// <summary>The bounded heap, seen through a source that scores as it is told.</summary>
public sealed class TopItemsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public void Gives_what_sorting_gives_with_ties_by_id(int limit)
    {
        var random = new Random(7);
        var ids = Enumerable.Range(0, 500).Select(i => $"{i:000}").ToArray();
        var scores = ids.ToDictionary(i => i, _ => (double)random.Next(1, 40));
        using var shop = new Shop(Only("told"), models: [new Told(scores)]).Items(ids);
        var sorted = scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Take(limit);
        Assert.Equal(sorted.Select(s => s.Key), shop.Ids(Ask.For(RecommendationForm.Popular, limit: limit)));
    }

    [Fact]
    public void Scores_of_one_item_add_up_and_none_at_or_below_zero_counts()
    {
        using var shop = new Shop(Only("told"), models: [new Told(new() { ["A"] = 1, ["B"] = 0, ["C"] = -1 })]).Items("A", "B", "C");
        var item = Assert.Single(shop.Ask(Ask.For(RecommendationForm.Popular)).Items);
        Assert.Equal(("A", 1d), (item.Item.Id.Value, item.Score));
    }

    private static RecommenderOptions Only(string source) => new() { Chains = new Dictionary<string, IReadOnlyList<string>> { ["popular"] = [source] } };

    private sealed class Told(Dictionary<string, double> scores) : ICandidateSource
    {
        public string Name => "told";

        public void Collect(RecommendationContext context, CandidateScores into)
        {
            foreach (var (id, score) in scores)
            {
                if (!context.Catalog.TryFind(Given.Hash(id), out var item)) continue;
                into.Add(item, score / 2);
                into.Add(item, score / 2);
            }
        }

        public Explanation Explain(RecommendationContext context, int item) => new(RecommendationTier.Personal, new Reason("told", [], [], "Told so"));
    }
}
