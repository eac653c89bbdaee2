using MathNet.Numerics.LinearAlgebra;
using Recs.Training.Data;
using Recs.Training.Models.Factors;

namespace Recs.Training.Tests.Models;

public sealed class AlsModelTests
{
    private static readonly AlsOptions Options = new() { Factors = 5, Unobserved = 0.1, Regularisation = 0.05, Recency = 0.5 };

    [Fact]
    public void One_solve_is_that_of_the_dense_equations()
    {
        var train = Given.Checkerboard(visitors: 30, items: 12, length: 5);
        var model = AlsModel.Fit(train, Options, threads: 2);
        var h = Matrix<double>.Build.Dense(12, 5, (i, f) => model.Items[i][f]);
        int[] history = [2, 4, 6];
        double[] weights = [0.25, 0.5, 1];

        var a = (h.TransposeThisAndMultiply(h) * Options.Unobserved) + (Matrix<double>.Build.DenseIdentity(5) * Options.Regularisation * (1.75 + (Options.Unobserved * 12)));
        var b = Vector<double>.Build.Dense(5);
        for (var k = 0; k < history.Length; k++)
        {
            var row = h.Row(history[k]);
            a += row.OuterProduct(row) * weights[k];
            b += row * weights[k];
        }

        var expected = h * a.Solve(b);
        var scores = new float[12];
        model.CreateScorer().Score(history, scores);
        for (var i = 0; i < 12; i++) Assert.Equal(expected[i], scores[i], 4);
    }

    [Fact]
    public void The_loss_falls_with_each_sweep()
    {
        var train = Given.Checkerboard(visitors: 60, items: 20);
        var losses = Enumerable.Range(1, 6).Select(sweeps => Loss(train, Options with { Sweeps = sweeps })).ToList();
        for (var k = 1; k < losses.Count; k++) Assert.True(losses[k] <= losses[k - 1] * 1.0001, $"Sweep {k + 1} raised the loss from {losses[k - 1]} to {losses[k]}.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    public void Any_number_of_factors_is_solved(int factors)
    {
        var train = Given.Checkerboard(visitors: 50);
        var scores = new float[train.ItemCount];
        AlsModel.Fit(train, Options with { Factors = factors }).CreateScorer().Score([2, 4], scores);
        Assert.All(scores, s => Assert.True(float.IsFinite(s)));
        Assert.Contains(scores, s => s > 0.01f);
    }

    // The loss at the users' optimum, which the last sweep's items are judged by.
    private static double Loss(Histories train, AlsOptions options)
    {
        var items = AlsModel.Fit(train, options).Items;
        var (n, d) = (train.ItemCount, options.Factors);
        var h = Matrix<double>.Build.Dense(n, d, (i, f) => items[i][f]);
        var counts = train.ItemCounts();
        var loss = 0.0;
        for (var u = 0; u < train.Count; u++)
        {
            var lambda = options.Regularisation * (train.LengthOf(u) + (options.Unobserved * n));
            var a = (h.TransposeThisAndMultiply(h) * options.Unobserved) + (Matrix<double>.Build.DenseIdentity(d) * lambda);
            var b = Vector<double>.Build.Dense(d);
            foreach (var i in train[u])
            {
                a += h.Row(i).OuterProduct(h.Row(i));
                b += h.Row(i);
            }

            var w = a.Solve(b);
            foreach (var i in train[u]) loss += Math.Pow((w * h.Row(i)) - 1, 2);
            loss += (options.Unobserved * (h * w).PointwisePower(2).Sum()) + (lambda * (w * w));
        }

        for (var i = 0; i < n; i++) loss += options.Regularisation * (counts[i] + (options.Unobserved * train.Count)) * (h.Row(i) * h.Row(i));
        return loss;
    }
}
