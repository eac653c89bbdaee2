using Recs.Training.Evaluation;

namespace Recs.Training.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void The_interval_of_a_share_is_that_of_the_binomial()
    {
        var histories = Given.Rows(2, [.. Enumerable.Range(0, 2_000).Select(_ => new[] { 0, 1, 0 })]);
        var questions = QuerySet.LastItems(histories, 2);
        var figures = Enumerable.Range(0, 2_000).Select(i => i % 4 == 0 ? 1.0 : 0).ToArray();
        var estimate = new Bootstrap(questions).Mean(figures);
        var error = Math.Sqrt(0.25 * 0.75 / 2_000);
        Assert.Equal(0.25, estimate.Value, 9);
        Assert.InRange(estimate.High - estimate.Low, 3.4 * error, 4.5 * error);
        Assert.InRange(estimate.Value, estimate.Low, estimate.High);
    }

    [Fact]
    public void Questions_of_one_session_are_drawn_together()
    {
        // Two sessions, one always right and one always wrong: a draw is right in none, half or all.
        var histories = Given.Rows(2, [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Repeat(0, 101).ToArray())]);
        var questions = QuerySet.NextItems(histories);
        var estimate = new Bootstrap(questions).Mean([.. questions.Queries.Select(q => q.Row == 0 ? 1.0 : 0)]);
        Assert.Equal(new Estimate(0.5, 0, 1), estimate);
    }

    [Fact]
    public void The_same_seed_draws_the_same()
    {
        var questions = QuerySet.LastItems(Given.Checkerboard(), 2);
        var figures = questions.Queries.Select((_, i) => (double)(i % 3)).ToArray();
        Assert.Equal(new Bootstrap(questions, 100, 7).Mean(figures), new Bootstrap(questions, 100, 7).Mean(figures));
        Assert.NotEqual(new Bootstrap(questions, 100, 7).Mean(figures), new Bootstrap(questions, 100, 8).Mean(figures));
    }

    [Fact]
    public void No_questions_give_zeros() => Assert.Equal(default, new Bootstrap(QuerySet.LastItems(Given.Rows(1), 2)).Mean([]));
}
