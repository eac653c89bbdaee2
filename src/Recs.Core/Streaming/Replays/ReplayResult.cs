namespace Recs.Core.Streaming.Replays;

/// <summary>A log folded anew. Disposing of it disposes of the states.</summary>
/// <param name="States">What it came to.</param>
/// <param name="Records">From how many records.</param>
/// <param name="Checks">What was compared; empty without verification.</param>
public sealed record ReplayResult(ReplayStore States, long Records, IReadOnlyList<ReplayCheck> Checks) : IAsyncDisposable
{
    /// <summary>The fold began at the checkpoint: the records before it have been dropped with age.</summary>
    public bool HasCheckpoint { get; init; }

    /// <summary>Nothing that was compared differs.</summary>
    public bool Same => Checks.All(c => c.Differences == 0);

    public ValueTask DisposeAsync() => States.DisposeAsync();
}
