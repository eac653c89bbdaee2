namespace Recs.Core.Recommendations.Scoring;

/// <summary>A product that candidates are compared with.</summary>
/// <param name="Item">Its number in the catalogue.</param>
/// <param name="Weight">How much it counts, 0 to 1.</param>
/// <param name="Tier">What a recommendation made from it is.</param>
public readonly record struct Anchor(int Item, double Weight, RecommendationTier Tier);
