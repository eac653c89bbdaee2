using Recs.Core.Recommendations.Mix;

namespace Recs.Core.Recommendations;

/// <summary>How recommendations are made.</summary>
public sealed record RecommenderOptions
{
    public static readonly RecommenderOptions Default = new();

    /// <summary>
    /// Per form the sources that are asked one after the other until the list is full. Forms left out keep their default; a
    /// name that is no form or no source stops the start.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Chains { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// Per stage (<c>FirstVisit</c>, <c>ReturnVisit</c>, <c>Prospect</c>, <c>Customer</c>, <c>LoyalCustomer</c>) the parts of the personal
    /// mix with their shares. Stages left out keep their default (<see cref="StageMixes.Default"/>); a name that is no stage, no form and
    /// no source stops the start.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MixPart>> StageMix { get; init; } = new Dictionary<string, IReadOnlyList<MixPart>>();

    public LiftOptions Lift { get; init; } = new();

    public RepeatOptions Repeat { get; init; } = new();

    public UpSell.UpSellOptions UpSell { get; init; } = new();

    public Referral.ReferralOptions Referral { get; init; } = new();

    public Trained.TrainedOptions Trained { get; init; } = new();

    /// <summary>Sessions in which two products were viewed, at least. Default 2.</summary>
    public int MinSessions { get; init; } = 2;

    /// <summary>k: co-views in n sessions count n / (n + k). Default 5.</summary>
    public double CoViewShrinkage { get; init; } = 5;

    /// <summary>What a product viewed together counts where it is of another category than the anchor. Default 0.5.</summary>
    public double OtherCategory { get; init; } = 0.5;

    /// <summary>Titles less alike (Σ weight · cosine) than this are no reason to recommend. Default 0.15.</summary>
    public double MinTitles { get; init; } = 0.15;

    /// <summary>The same for titles of sister categories. Default 0.3.</summary>
    public double MinWideTitles { get; init; } = 0.3;

    /// <summary>Titles at least so alike (cosine) are similar when substitutes are looked for. Default 0.4.</summary>
    public double SubstituteTitles { get; init; } = 0.4;

    /// <summary>Products viewed together at least so similar are similar when substitutes are looked for. Default 0.2.</summary>
    public double SubstituteViews { get; init; } = 0.2;

    /// <summary>How many products of a cart are compared, the first ones; the others are only kept out. Default 64.</summary>
    public int CartAnchors { get; init; } = 64;

    /// <summary>How many products of a cart are compared by what is bought with products like them, the first ones. Default 8.</summary>
    public int LikeAnchors { get; init; } = 8;

    /// <summary>How many of the recent views are compared. Default 10.</summary>
    public int RecentAnchors { get; init; } = 10;

    /// <summary>Each step back in the recent views counts so much less. Default 0.6.</summary>
    public double RecencyFactor { get; init; } = 0.6;

    internal IReadOnlyList<MixPart> MixOf(string stage) => StageMix.GetValueOrDefault(stage, StageMixes.Default[stage]);
}
