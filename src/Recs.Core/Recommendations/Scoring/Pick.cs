namespace Recs.Core.Recommendations.Scoring;

/// <summary>An item on its way into a list.</summary>
/// <param name="Item">Its number in the catalogue.</param>
/// <param name="Score">Of the source.</param>
/// <param name="Source">The place of the source in the chain.</param>
/// <param name="Rank">Its place before the list was mixed, from 1.</param>
internal readonly record struct Pick(int Item, double Score, int Source, int Rank);
