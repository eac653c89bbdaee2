using System.CommandLine;
using Recs.Training.Evaluation;

namespace Recs.Cli.Verbs;

/// <summary>How thoroughly <c>recs evaluate</c> works.</summary>
internal sealed class EvaluateOptions
{
    private static readonly EvaluationPlan Usual = new();

    public Option<int> Trials { get; } = CommonOptions.Number("--trials", "Options tried per method on the validation part; 1: only the defaults.", Usual.Trials, 1, 10_000);

    public Option<int> Factors { get; } = CommonOptions.Number("--factors", "Dimensions of the factor model.", Usual.Factors, 1, 1_024);

    public Option<int> Seed { get; } = CommonOptions.Number("--seed", "Where random draws begin: the same seed gives the same figures.", Usual.Seed, 0, int.MaxValue);

    public Option<int> Threads { get; } = CommonOptions.Number("--threads", "How many threads may work; the figures do not depend on it.", Usual.Threads, 1, 1_024);

    public EvaluationPlan Plan(ParseResult parsed) => new()
    {
        Trials = parsed.GetValue(Trials),
        Factors = parsed.GetValue(Factors),
        Seed = parsed.GetValue(Seed),
        Threads = parsed.GetValue(Threads),
    };
}
