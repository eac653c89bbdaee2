using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Rules;

/// <summary>What conditions look at: the list that is being made.</summary>
/// <param name="Form">What is asked for.</param>
/// <param name="Placement">The place on the page; null: not said.</param>
/// <param name="Category">The category that is asked for, else that of the product the page shows; null: neither.</param>
/// <param name="Stage">Of the visitor; null: nobody known.</param>
/// <param name="Time">Now.</param>
public readonly record struct RuleOccasion(RecommendationForm Form, string? Placement, string? Category, LifecycleStage? Stage, Instant Time);
