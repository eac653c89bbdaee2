namespace Recs.Training.Evaluation;

/// <summary>What an evaluation found, and how.</summary>
/// <param name="Split">How training and test were told apart, in words.</param>
/// <param name="Ranked">What was ranked, in words.</param>
/// <param name="Searched">What was searched on which part, in words.</param>
/// <param name="Parts">Methods by part; a part without a name where there is only one.</param>
public sealed record EvaluationReport(string Split, string Ranked, string Searched, IReadOnlyList<EvaluationPart> Parts)
{
    /// <summary>Further figures, by what they are.</summary>
    public IReadOnlyDictionary<string, double> Facts { get; init; } = new Dictionary<string, double>();
}

/// <param name="Name">Of several parts its name: <c>A</c> and <c>B</c>; else empty.</param>
/// <param name="Meaning">In words.</param>
/// <param name="Questions">How many questions were answered.</param>
/// <param name="Methods">What each method reached; the baselines first.</param>
public sealed record EvaluationPart(string Name, string Meaning, int Questions, IReadOnlyList<MethodReport> Methods);
