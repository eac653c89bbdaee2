using System.Numerics.Tensors;

namespace Recs.Training.Evaluation;

/// <summary>
/// Resamples the rows of questions (visitors or sessions, whose questions belong together) with replacement (Efron, 1979). Every
/// figure is drawn over the same samples, so that differences of two methods are paired.
/// </summary>
public sealed class Bootstrap
{
    private readonly int[] _groupOf;
    private readonly float[][] _draws;
    private readonly float[] _sizes;

    /// <param name="questions">Whose rows are drawn.</param>
    /// <param name="draws">How many samples; 1,000 give an interval good to two digits.</param>
    /// <param name="seed">The same seed draws the same samples.</param>
    /// <param name="visitorOfRow">Whose each row is, where a visitor has several; null: each row is a visitor, or a session, of its own.</param>
    public Bootstrap(QuerySet questions, int draws = 1_000, int seed = 1, IReadOnlyList<int>? visitorOfRow = null)
    {
        var (groups, known) = (0, new Dictionary<int, int>());
        _groupOf = new int[questions.Queries.Count];
        for (var q = 0; q < _groupOf.Length; q++)
        {
            var row = questions.Queries[q].Row;
            var visitor = visitorOfRow is null ? row : visitorOfRow[row];
            if (!known.TryGetValue(visitor, out _groupOf[q])) known[visitor] = _groupOf[q] = groups++;
        }

        _sizes = new float[groups];
        foreach (var group in _groupOf) _sizes[group]++;
        var random = new Random(seed);
        _draws = new float[draws][];
        for (var d = 0; d < draws; d++)
        {
            _draws[d] = new float[groups];
            for (var g = 0; g < groups; g++) _draws[d][random.Next(groups)]++;
        }
    }

    /// <summary>The mean of a figure over all questions, with its interval; zeros where there are no questions.</summary>
    /// <param name="figures">One per question.</param>
    public Estimate Mean(ReadOnlySpan<double> figures)
    {
        if (_sizes.Length == 0) return default;
        var sums = new float[_sizes.Length];
        for (var q = 0; q < figures.Length; q++) sums[_groupOf[q]] += (float)figures[q];
        var means = new double[_draws.Length];
        for (var d = 0; d < means.Length; d++)
            means[d] = TensorPrimitives.Dot(_draws[d], sums) / TensorPrimitives.Dot<float>(_draws[d], _sizes);
        Array.Sort(means);
        return new Estimate(Average(figures), Percentile(means, 0.025), Percentile(means, 0.975));
    }

    private static double Average(ReadOnlySpan<double> figures)
    {
        var sum = 0.0;
        foreach (var figure in figures) sum += figure;
        return sum / figures.Length;
    }

    private static double Percentile(double[] sorted, double p) => sorted[(int)Math.Round(p * (sorted.Length - 1))];
}
