using Recs.Cli.Output;
using Recs.Training.Evaluation;

namespace Recs.Cli.Evaluation;

/// <summary>Shows an evaluation's steps as those of a verb.</summary>
internal sealed class EvaluationProgress(IProgressDisplay display) : IEvaluationProgress
{
    public IProgress<long> Begin(string what, long total) => display.Begin(what, total);
}
