using Recs.Training.Search;

namespace Recs.Training.Tests.Search;

public sealed class RandomSearchTests
{
    [Fact]
    public void The_defaults_are_tried_first_and_alone_with_one_trial() =>
        Assert.Equal((5, -1.0), RandomSearch.Run(5, (_, _) => 7, _ => -1, trials: 1, seed: 1));

    [Fact]
    public void The_best_stays_and_the_earlier_of_equals()
    {
        var (options, score) = RandomSearch.Run(0, (d, best) => (int)d.Between(best, 1, 1_000), o => -Math.Abs(o - 500), trials: 200, seed: 1);
        Assert.InRange(options, 480, 520);
        Assert.Equal(-Math.Abs(options - 500), score);
        Assert.Equal(0, RandomSearch.Run(0, (d, best) => (int)d.Between(best, 1, 1_000), _ => 1, trials: 20, seed: 1).Options);
    }

    [Fact]
    public void A_score_that_is_no_number_never_wins() =>
        Assert.Equal(0, RandomSearch.Run(0, (_, _) => 1, o => o == 0 ? 0 : double.NaN, trials: 5, seed: 1).Options);

    [Fact]
    public void The_same_seed_draws_the_same()
    {
        List<double> Draws(int seed)
        {
            var drawn = new List<double>();
            RandomSearch.Run(0.0, (d, best) => d.LogBetween(best, 1, 100), o => { drawn.Add(o); return o; }, trials: 10, seed);
            return drawn;
        }

        Assert.Equal(Draws(4), Draws(4));
        Assert.NotEqual(Draws(4), Draws(5));
        Assert.All(Draws(4).Skip(2), d => Assert.InRange(d, 1, 100));
    }

    [Fact]
    public void Draws_near_the_best_keep_most_of_it()
    {
        var draws = new Draws(new Random(1), anew: 0.3);
        var kept = Enumerable.Range(0, 1_000).Count(_ => draws.Between(best: -1, 0, 1) == -1);
        Assert.InRange(kept, 600, 800);
        Assert.DoesNotContain(Enumerable.Range(0, 100), _ => new Draws(new Random(1), anew: 1).Choice(best: 0, 1, 2) == 0);
    }
}
