namespace Recs.Core.Recommendations.Counting;

/// <summary>Versions of stored counters.</summary>
internal static class CounterFormat
{
    public static void Check(byte found, byte read, CounterKind kind)
    {
        if (found != read)
            throw new StoredFormatException($"A counter of kind {kind} has format version {found}; this build reads version {read}. Start the build that wrote it, or a newer one.");
    }
}
