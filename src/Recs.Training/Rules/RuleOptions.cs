namespace Recs.Training.Rules;

/// <summary>Which rules are worth telling.</summary>
public sealed record RuleOptions
{
    /// <summary>The least share of baskets that hold both sides. Default 0.001; above 0, at most 1.</summary>
    public double Support { get; init; } = 0.001;

    /// <summary>The least confidence. Default 0.5; 0 to 1.</summary>
    public double Confidence { get; init; } = 0.5;

    /// <summary>The most items of both sides together. Default 10; at least 2.</summary>
    public int Items { get; init; } = 10;
}
