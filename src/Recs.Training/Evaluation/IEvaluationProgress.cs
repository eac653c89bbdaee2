namespace Recs.Training.Evaluation;

/// <summary>Hears how an evaluation comes along.</summary>
public interface IEvaluationProgress
{
    /// <summary>A step begins.</summary>
    /// <param name="what">In words.</param>
    /// <param name="total">When it is done.</param>
    /// <returns>Hears how far the step has come.</returns>
    IProgress<long> Begin(string what, long total);
}
