namespace Recs.Core.Recommendations.Explanations;

/// <summary>A part of a score.</summary>
/// <param name="Name">What speaks: a source, or a product that candidates are compared with.</param>
/// <param name="Value">How much it adds to the score.</param>
/// <param name="Text">How it comes about.</param>
public readonly record struct ScorePart(string Name, double Value, string Text);
