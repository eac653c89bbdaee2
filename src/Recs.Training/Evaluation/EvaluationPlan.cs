namespace Recs.Training.Evaluation;

/// <summary>How an evaluation is done.</summary>
public sealed record EvaluationPlan
{
    /// <summary>Options tried per method on the validation part; 1: only the defaults. Default 10.</summary>
    public int Trials { get; init; } = 10;

    /// <summary>Where every draw begins. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Dimensions of the factor model. Default 64.</summary>
    public int Factors { get; init; } = 64;

    /// <summary>How many threads may work. Default: all.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Samples of the bootstrap. Default 1,000.</summary>
    public int Draws { get; init; } = 1_000;
}
