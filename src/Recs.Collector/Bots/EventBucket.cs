using Recs.Core;

namespace Recs.Collector.Bots;

/// <summary>
/// How fast one id sends: a bucket of tokens that fills with event time and from which every event takes one. An id that has
/// emptied it is taken for a program until the bucket has filled up again.
/// </summary>
/// <param name="Tokens">What is left.</param>
/// <param name="Latest">The latest event time.</param>
/// <param name="Runaway">The bucket was emptied, and has not been full since.</param>
internal readonly record struct EventBucket(double Tokens, Instant Latest, bool Runaway)
{
    // Events of one page arrive out of order by seconds; what is older was kept back and is another stretch of time.
    private static readonly TimeSpan Disorder = TimeSpan.FromMinutes(1);

    public static EventBucket Full(Instant time, RunawayOptions options) => new(options.Burst, time, false);

    /// <summary>The bucket after an event at a time, by the sender's clock as corrected, before clamping.</summary>
    public EventBucket After(Instant time, RunawayOptions options)
    {
        var passed = time - Latest;
        if (passed < -Disorder) return Full(time, options).Take();
        var tokens = Math.Min(options.Burst, Tokens + (Math.Max(0, passed.TotalSeconds) * options.EventsPerSecond));
        return new EventBucket(tokens, Instant.Max(Latest, time), Runaway && tokens < options.Burst).Take();
    }

    /// <summary>The bucket where an event that took a token was not accepted after all.</summary>
    public EventBucket GiveBack(RunawayOptions options) => this with { Tokens = Math.Min(options.Burst, Tokens + 1) };

    private EventBucket Take() => this with { Tokens = Math.Max(0, Tokens - 1), Runaway = Runaway || Tokens < 1 };
}
