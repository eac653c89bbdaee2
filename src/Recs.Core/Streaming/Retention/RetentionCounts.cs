namespace Recs.Core.Streaming.Retention;

/// <summary>What a round of retention dropped.</summary>
/// <param name="Records">Records of the log.</param>
/// <param name="Changes">Published changes.</param>
/// <param name="DeadLetters">Dead letters.</param>
public readonly record struct RetentionCounts(long Records, long Changes, long DeadLetters)
{
    public static RetentionCounts operator +(RetentionCounts a, RetentionCounts b) =>
        new(a.Records + b.Records, a.Changes + b.Changes, a.DeadLetters + b.DeadLetters);
}
