namespace Recs.Training.Evaluation;

/// <summary>A figure with its bootstrap interval.</summary>
/// <param name="Value">As measured.</param>
/// <param name="Low">The 2.5th percentile of the draws.</param>
/// <param name="High">The 97.5th percentile of the draws.</param>
public readonly record struct Estimate(double Value, double Low, double High);
