namespace Recs.Training.Search;

/// <summary>Draws options near those that are the best so far: each one is drawn anew with some probability, or stays.</summary>
/// <param name="random">Where draws come from.</param>
/// <param name="anew">The probability, 0 to 1; 1: all are drawn anew, and the best so far does not matter.</param>
public sealed class Draws(Random random, double anew)
{
    /// <summary>One of some values.</summary>
    public T Choice<T>(T best, params ReadOnlySpan<T> values) => IsAnew() ? values[random.Next(values.Length)] : best;

    /// <summary>A number of a range, even over the range.</summary>
    public double Between(double best, double low, double high) => IsAnew() ? low + (random.NextDouble() * (high - low)) : best;

    /// <summary>A number of a range of positive ones, even over its logarithm.</summary>
    public double LogBetween(double best, double low, double high) =>
        IsAnew() ? Math.Exp(Math.Log(low) + (random.NextDouble() * (Math.Log(high) - Math.Log(low)))) : best;

    private bool IsAnew() => random.NextDouble() < anew;
}
