namespace Recs.Cli.Replay;

/// <summary>How a replay goes through the log. None of it may change the result.</summary>
/// <param name="BatchSize">Records a turn takes.</param>
/// <param name="RestartHalfway">Every owner stops in the middle and starts again from its store.</param>
public sealed record ReplayWay(int BatchSize, bool RestartHalfway)
{
    /// <summary>In turns of the usual size.</summary>
    public static readonly ReplayWay Usual = new(512, RestartHalfway: false);

    /// <summary>Different wherever it may be.</summary>
    public static readonly ReplayWay Other = new(193, RestartHalfway: true);
}
