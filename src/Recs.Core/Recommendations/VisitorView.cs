using System.Collections.Immutable;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations;

/// <summary>What recommendations need to know of a visitor. Products, categories and brands are named by hash.</summary>
public sealed record VisitorView
{
    /// <summary>Nobody who is known: the session that the request itself tells of.</summary>
    public bool OnlySession { get; init; }

    public LifecycleStage Stage { get; init; }

    /// <summary>Products looked at, newest first, each once, those of the current session among them.</summary>
    public IReadOnlyList<ViewedProduct> RecentProducts { get; init; } = [];

    /// <summary>Products looked at in the current session, newest first; empty where the last session is over.</summary>
    public IReadOnlyList<ulong> SessionItems { get; init; } = [];

    public IReadOnlyList<ulong> Cart { get; init; } = [];

    public IReadOnlyList<ulong> Favourites { get; init; } = [];

    /// <summary>Weights of categories by the hash of the path; only their proportions matter.</summary>
    public IReadOnlyList<Liking> Categories { get; init; } = [];

    /// <summary>Weights of brands by hash; only their proportions matter.</summary>
    public IReadOnlyList<Liking> Brands { get; init; } = [];

    /// <summary>The prices of what was looked at and bought, per top category, in <see cref="PriceCurrency"/>.</summary>
    public IReadOnlyList<PriceBand> PriceBands { get; init; } = [];

    /// <summary>ISO 4217; null: no prices are known.</summary>
    public string? PriceCurrency { get; init; }

    /// <summary>What friends have bought; null where nobody asked for it.</summary>
    public Referral.Circle? Circle { get; init; }

    /// <summary>Products of the newest order to start from: the first lines of it.</summary>
    public IReadOnlyList<ulong> LastPurchase { get; init; } = [];

    /// <summary>Every product of the newest order.</summary>
    public IReadOnlyList<ulong> JustBought { get; init; } = [];

    /// <summary>Every product the visitor has ever ordered.</summary>
    public IReadOnlySet<ulong> Bought { get; init; } = ImmutableHashSet<ulong>.Empty;

    /// <summary>How close to the visitor evidence from before the session is.</summary>
    internal RecommendationTier History => OnlySession ? RecommendationTier.Session : RecommendationTier.Personal;
}

public readonly record struct ViewedProduct(ulong Item, Instant Time);

public readonly record struct Liking(ulong Key, double Weight);

/// <param name="TopCategory">The hash of the top category.</param>
/// <param name="Prices">How many prices were seen.</param>
/// <param name="Mean">The weighted mean of ln p.</param>
/// <param name="Spread">The weighted standard deviation of ln p.</param>
public readonly record struct PriceBand(ulong TopCategory, long Prices, double Mean, double Spread);
