using Recs.TestKit;
using Recs.Training.Data;
using Recs.Training.Rules;

namespace Recs.Training.Tests.Rules;

public sealed class RuleMinerTests
{
    [Fact]
    public void Support_confidence_and_lift_are_those_of_the_textbook()
    {
        // Beer (0) and nappies (1): 2 of 4 baskets, 2 of the 3 with beer, 2 of the 2 with nappies.
        var rules = RuleMiner.Find(Given.Rows(3, [0, 1], [0, 1, 2], [0], [2]), new RuleOptions { Support = 0.5, Confidence = 0 });
        Assert.Equal(2, rules.Count);
        var rule = rules[0];
        Assert.Equal((1, 0, 2L, 0.5, 1.0), (rule.Left.Single(), rule.Right, rule.Count, rule.Support, rule.Confidence));
        Assert.Equal(4.0 / 3, rule.Lift, 9);
        Assert.Equal(2.0 / 3, rules[1].Confidence, 9);
    }

    [Fact]
    public void Rules_are_those_that_counting_every_set_finds()
    {
        var random = new Random(5);
        var baskets = Given.Rows(7, [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 7).Where(_ => random.Next(3) == 0).ToArray())]);
        var options = new RuleOptions { Support = 0.04, Confidence = 0.3 };
        var found = RuleMiner.Find(baskets, options).Select(r => (string.Join(',', r.Left), r.Right, r.Count)).Order();
        Assert.Equal(Naive(baskets, options).Order(), found);
    }

    [Fact]
    public void Nothing_in_and_nothing_frequent_give_no_rules()
    {
        Assert.Empty(RuleMiner.Find(Given.Rows(0), new RuleOptions()));
        Assert.Empty(RuleMiner.Find(Given.Rows(3, [0], [1], [2]), new RuleOptions { Support = 0.1 }));
    }

    [Theory]
    [InlineData(0.001, 0.8, 410)]
    [InlineData(0.006, 0.25, 463)]
    public void The_grocers_baskets_hold_as_many_rules_as_published(double support, double confidence, int expected)
    {
        var folder = SharedData.Find("groceries");
        Assert.SkipWhen(folder is null, "The data sets beside the project are missing.");
        var (baskets, items) = BasketFile.Read(Path.Combine(folder!, "groceries.csv.gz"));
        Assert.Equal((9_835, 169), (baskets.Count, items.Count));
        var rules = RuleMiner.Find(baskets, new RuleOptions { Support = support, Confidence = confidence });
        Assert.Equal(expected, rules.Count);
        if (expected != 410) return;
        Assert.Equal(["liquor", "red/blush wine"], rules[0].Left.Select(i => items.Ids[i]).Order());
        Assert.Equal("bottled beer", items.Ids[rules[0].Right]);
        Assert.Equal(11.2353, rules[0].Lift, 4);
    }

    private static IEnumerable<(string, int, long)> Naive(Histories baskets, RuleOptions options)
    {
        var sets = Enumerable.Range(1, (1 << baskets.ItemCount) - 1).ToDictionary(set => set, set => (long)Enumerable.Range(0, baskets.Count).Count(b => (Mask(baskets[b]) & set) == set));
        foreach (var (set, count) in sets.Where(s => s.Value > 0 && s.Value >= options.Support * baskets.Count))
        {
            for (var right = 0; right < baskets.ItemCount; right++)
            {
                var left = set & ~(1 << right);
                if (left == set || left == 0 || count < options.Confidence * sets[left]) continue;
                yield return (string.Join(',', Enumerable.Range(0, baskets.ItemCount).Where(i => (left >> i & 1) == 1)), right, count);
            }
        }
    }

    private static int Mask(ReadOnlySpan<int> items)
    {
        var mask = 0;
        foreach (var item in items) mask |= 1 << item;
        return mask;
    }
}
