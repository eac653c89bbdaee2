namespace Recs.Core.Recommendations.Relations;

/// <param name="Item">Its number in the catalogue.</param>
/// <param name="Score">Above 0.</param>
internal readonly record struct ScoredItem(int Item, double Score);
