namespace Recs.Core.Recommendations.Explanations;

/// <summary>Where the place of a product in a list comes from.</summary>
/// <param name="Source">The source that has proposed it; null: only a rule has.</param>
/// <param name="Rank">Its place in the ranking before the list was mixed and before rules put products at places, from 1; null: it has none.</param>
/// <param name="Parts">What the score is made of, before rules multiply it.</param>
/// <param name="Rules">Ids of the rules that have moved it.</param>
public sealed record PlaceExplanation(string? Source, int? Rank, IReadOnlyList<ScorePart> Parts, IReadOnlyList<string> Rules);
