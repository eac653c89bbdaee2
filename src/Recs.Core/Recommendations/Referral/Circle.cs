namespace Recs.Core.Recommendations.Referral;

/// <summary>What enough of a visitor's friends have bought, as of the beginning of a day: the same for the whole day.</summary>
/// <param name="Day">The beginning of the day in UTC.</param>
/// <param name="Products">Hashes of products, the most fitting first. How many friends stand behind one is not told.</param>
public sealed record Circle(Instant Day, IReadOnlyList<ulong> Products)
{
    /// <summary>The beginning of the day a moment lies in.</summary>
    public static Instant DayOf(Instant time)
    {
        const long day = 24 * 60 * 60 * 1000;
        return new Instant(Math.DivRem(time.UnixMilliseconds, day) is var (days, rest) && rest < 0 ? (days - 1) * day : days * day);
    }
}
