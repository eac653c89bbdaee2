namespace Recs.Training.Rules;

/// <summary>Baskets with all of the left side also hold the right one.</summary>
/// <param name="Left">Item numbers, ascending; at least one.</param>
/// <param name="Right">One item.</param>
/// <param name="Count">Baskets that hold both sides.</param>
/// <param name="Support">Their share of all baskets.</param>
/// <param name="Confidence">Their share of the baskets that hold the left side.</param>
/// <param name="Lift">Confidence ÷ the share of baskets that hold the right side: 1 is chance.</param>
public sealed record AssociationRule(IReadOnlyList<int> Left, int Right, long Count, double Support, double Confidence, double Lift);
