namespace Recs.Training.Evaluation;

/// <summary>How an evaluation is done.</summary>
public sealed record EvaluationPlan
{
    /// <summary>Options tried per method on the validation part; 1: only the defaults. Default 10.</summary>
    public int Trials { get; init; } = 10;

    /// <summary>Questions of the validation part that a trial answers, drawn from the seed where there are more. Default 10,000.</summary>
    public int SearchQuestions { get; init; } = 10_000;

    /// <summary>Where every draw begins. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Dimensions of the factor model. Default 128.</summary>
    public int Factors { get; init; } = 128;

    /// <summary>How many threads may work. Default: all.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Samples of the bootstrap. Default 1,000.</summary>
    public int Draws { get; init; } = 1_000;
}
