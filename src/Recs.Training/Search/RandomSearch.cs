namespace Recs.Training.Search;

/// <summary>
/// Random search over options (Bergstra &amp; Bengio, 2012): the defaults first, then in turn draws of the whole range and draws near the best
/// so far, of which some are drawn anew. What is searched is judged on validation only, which is the caller's duty.
/// </summary>
public static class RandomSearch
{
    // Of nine options two or three change: enough to leave a place, few enough to stay near it.
    private const double Nearby = 0.3;

    /// <summary>The options that scored best; the earlier of equals.</summary>
    /// <param name="defaults">The first trial.</param>
    /// <param name="draw">Draws further options, given the best so far.</param>
    /// <param name="score">The higher the better; no number counts as worst.</param>
    /// <param name="trials">How many in all; at least 1.</param>
    /// <param name="seed">Where the draws begin.</param>
    /// <param name="progress">Hears how many trials are done; null: nobody.</param>
    /// <param name="cancel">Stops between trials.</param>
    public static (T Options, double Score) Run<T>(
        T defaults, Func<Draws, T, T> draw, Func<T, double> score, int trials, int seed, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        var random = new Random(seed);
        var (everywhere, nearby) = (new Draws(random, 1), new Draws(random, Nearby));
        var (best, reached) = (defaults, double.NegativeInfinity);
        for (var trial = 0; trial < trials; trial++)
        {
            cancel.ThrowIfCancellationRequested();
            var options = trial == 0 ? defaults : draw(trial % 2 == 1 ? nearby : everywhere, best);
            var value = score(options);
            if (value > reached) (best, reached) = (options, value);
            progress?.Report(trial + 1);
        }

        return (best, reached);
    }
}
