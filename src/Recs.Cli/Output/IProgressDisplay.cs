namespace Recs.Cli.Output;

/// <summary>Shows how far a long verb has come.</summary>
public interface IProgressDisplay
{
    /// <summary>A step of the work begins.</summary>
    /// <param name="what">In words.</param>
    /// <param name="total">When it is done.</param>
    /// <returns>Hears how far the step has come, from 0 to <paramref name="total"/>.</returns>
    IProgress<long> Begin(string what, long total);
}
