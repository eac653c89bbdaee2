namespace Recs.Core.Recommendations.Rules;

/// <summary>What a shop wants of its lists besides what the evidence says: under a condition, something is done with some products.</summary>
/// <param name="Id">The shop's name for it, unique in the site.</param>
/// <param name="Action">What is done.</param>
public sealed record Rule(string Id, RuleAction Action)
{
    public const int MaxIdLength = 100;
    public const int MaxTitleLength = 200;
    public const int MaxPriority = 1_000;
    public const double MaxFactor = 100;
    public const double DefaultFactor = 2;

    /// <summary>For people.</summary>
    public string Title { get; init; } = "";

    /// <summary>Off: it is kept and does nothing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Of two pins for one place the rule with the higher priority gets it, then the one with the lower id. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>In force from here on; null: since ever.</summary>
    public Instant? From { get; init; }

    /// <summary>In force until here; null: for good.</summary>
    public Instant? Until { get; init; }

    /// <summary>Which lists.</summary>
    public RuleCondition When { get; init; } = RuleCondition.Always;

    /// <summary>Which products.</summary>
    public ProductSelector Products { get; init; } = ProductSelector.None;

    /// <summary>Pin: the place, from 1.</summary>
    public int Position { get; init; } = 1;

    /// <summary>Boost: scores are multiplied by this.</summary>
    public double Factor { get; init; } = DefaultFactor;

    /// <summary>The rule concerns a list.</summary>
    public bool Applies(RuleOccasion occasion) =>
        Enabled && (From is not { } from || from <= occasion.Time) && (Until is not { } until || occasion.Time < until) && When.Holds(occasion);
}
