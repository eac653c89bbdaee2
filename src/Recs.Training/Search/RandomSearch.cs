namespace Recs.Training.Search;

/// <summary>
/// Random search over options (Bergstra &amp; Bengio, 2012): the defaults first, then draws from a seed. What is searched is judged on
/// validation only, which is the caller's duty.
/// </summary>
public static class RandomSearch
{
    /// <summary>The options that scored best; the earlier of equals.</summary>
    /// <param name="defaults">The first trial.</param>
    /// <param name="draw">Draws further options.</param>
    /// <param name="score">The higher the better; no number counts as worst.</param>
    /// <param name="trials">How many in all; at least 1.</param>
    /// <param name="seed">Where the draws begin.</param>
    /// <param name="progress">Hears how many trials are done; null: nobody.</param>
    /// <param name="cancel">Stops between trials.</param>
    public static (T Options, double Score) Run<T>(
        T defaults, Func<Random, T> draw, Func<T, double> score, int trials, int seed, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        var random = new Random(seed);
        var (best, reached) = (defaults, double.NegativeInfinity);
        for (var trial = 0; trial < trials; trial++)
        {
            cancel.ThrowIfCancellationRequested();
            var options = trial == 0 ? defaults : draw(random);
            var value = score(options);
            if (value > reached) (best, reached) = (options, value);
            progress?.Report(trial + 1);
        }

        return (best, reached);
    }

    /// <summary>One of some values.</summary>
    public static T Choice<T>(this Random random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];

    /// <summary>A number of a range, even over the range.</summary>
    public static double Between(this Random random, double low, double high) => low + (random.NextDouble() * (high - low));

    /// <summary>A number of a range of positive ones, even over its logarithm.</summary>
    public static double LogBetween(this Random random, double low, double high) => Math.Exp(random.Between(Math.Log(low), Math.Log(high)));
}
