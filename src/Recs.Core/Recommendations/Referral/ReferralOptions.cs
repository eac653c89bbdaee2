namespace Recs.Core.Recommendations.Referral;

/// <summary>Whose purchases a referral draws on, and when there are enough of them to point to nobody.</summary>
public sealed record ReferralOptions
{
    /// <summary>Friends who must have bought a product before it is shown. Default 3.</summary>
    public int MinBuyers { get; init; } = 3;

    /// <summary>A friendship counts once both have named each other for so long. Default 7 days.</summary>
    public TimeSpan MinLinked { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Purchases older than this do not count. Default 365 days.</summary>
    public TimeSpan Memory { get; init; } = TimeSpan.FromDays(365);

    /// <summary>A purchase weighs half after so long. Default 90 days.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(90);
}
