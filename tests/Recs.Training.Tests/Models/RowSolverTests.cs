using MathNet.Numerics.LinearAlgebra;
using Recs.Training.Models.Factors;

namespace Recs.Training.Tests.Models;

public sealed class RowSolverTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(40)]
    public void Rows_of_any_length_are_solved_as_the_dense_equations_say(int entries)
    {
        var (random, matrix) = (new Random(3), new FactorMatrix(Math.Max(1, entries), 12));
        matrix.Randomise(seed: 5);
        var diagonal = new float[matrix.Stride];
        for (var f = 0; f < 12; f++) diagonal[f] = random.NextSingle();
        var (a, b) = (Matrix<double>.Build.Dense(12, 12, (i, j) => i == j ? (0.3 * diagonal[i]) + 0.1 : 0), Vector<double>.Build.Dense(12));
        var solver = new RowSolver(12, matrix.Stride);
        solver.Begin(diagonal, 0.3f, 0.1f, entries);
        for (var k = 0; k < entries; k++)
        {
            var weight = 0.2f + random.NextSingle();
            solver.Add(matrix[k], weight);
            var h = Vector<double>.Build.Dense(12, f => matrix[k][f]);
            a += h.OuterProduct(h) * weight;
            b += h * weight;
        }

        Assert.True(solver.Solve());
        var expected = a.Solve(b);
        for (var f = 0; f < 12; f++) Assert.Equal(expected[f], solver.Solution[f], 4);
    }

    [Fact]
    public void Turning_makes_the_gram_matrix_diagonal_and_changes_no_product()
    {
        var matrix = new FactorMatrix(200, 24);
        matrix.Randomise(seed: 9);
        var before = Product(matrix, 3, 17);
        var diagonal = Rotation.Diagonalise(matrix, 2, TestContext.Current.CancellationToken);
        Assert.Equal(before, Product(matrix, 3, 17), 5);
        for (var f = 0; f < 24; f++)
        {
            var (own, other) = (0.0, 0.0);
            for (var row = 0; row < 200; row++)
            {
                own += matrix[row][f] * matrix[row][f];
                other += matrix[row][f] * matrix[row][(f + 1) % 24];
            }

            Assert.Equal(own, diagonal[f], 4);
            Assert.True(Math.Abs(other) < 1e-4 * own, $"{other} beside {own}");
        }
    }

    [Fact]
    public void Factors_that_were_turned_before_keep_every_bit()
    {
        var train = Given.Checkerboard();
        var options = new AlsOptions { Factors = 8 };
        var fitted = AlsModel.Fit(train, options);
        var again = AlsModel.Of(fitted.Items, options);
        var (one, two) = (new float[train.ItemCount], new float[train.ItemCount]);
        fitted.CreateScorer().Score([2, 4], one);
        again.CreateScorer().Score([2, 4], two);
        Assert.Equal(one, two);
    }

    private static double Product(FactorMatrix matrix, int one, int other)
    {
        var sum = 0.0;
        for (var f = 0; f < matrix.Factors; f++) sum += matrix[one][f] * matrix[other][f];
        return sum;
    }
}
