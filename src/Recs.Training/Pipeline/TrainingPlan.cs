using Recs.Training.Evaluation;

namespace Recs.Training.Pipeline;

/// <summary>How a model is trained from interactions.</summary>
public sealed record TrainingPlan
{
    /// <summary>Trials, seed, factors, threads and draws. Default: 64 factors, the rest as evaluations have it.</summary>
    public EvaluationPlan Search { get; init; } = new() { Factors = 64 };

    /// <summary>The newest share of the interactions that models are tested on. Default 0.1.</summary>
    public double TestShare { get; init; } = 0.1;

    /// <summary>The share before it on which options are searched. Default 0.1.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Test questions beyond this are sampled. Default 20,000.</summary>
    public int TestQuestions { get; init; } = 20_000;

    /// <summary>A part with fewer test questions is left out of the model, since nobody could tell whether it is any good. Default 100.</summary>
    public int LeastQuestions { get; init; } = 100;

    /// <exception cref="ArgumentException">A value cannot be used; the message says which.</exception>
    public void Check()
    {
        if (!(TestShare is > 0 and < 0.5)) throw new ArgumentException($"The test share is {TestShare}; above 0 and below 0.5 is possible.");
        if (!(ValidationShare is > 0 and < 0.5)) throw new ArgumentException($"The validation share is {ValidationShare}; above 0 and below 0.5 is possible.");
        if (Search.Factors is < 1 or > 1024) throw new ArgumentException($"There are to be {Search.Factors} factors; 1 to 1,024 are possible.");
        if (Search.Trials < 1) throw new ArgumentException($"There are to be {Search.Trials} trials; at least 1 is needed.");
    }
}
