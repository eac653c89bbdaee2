namespace Recs.Core.Streaming.Replays;

/// <summary>States to compare: a store and how to read it.</summary>
/// <param name="Store">The store.</param>
/// <param name="Reader">Its reading side.</param>
/// <param name="Owner">What to dispose of with it; null: nothing.</param>
public sealed record ReplayStore(IVisitorStore Store, IVisitorReader Reader, IAsyncDisposable? Owner = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
