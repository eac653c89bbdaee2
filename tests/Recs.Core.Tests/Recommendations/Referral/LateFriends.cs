using Recs.Core.Streaming;
using Recs.TestKit;

namespace Recs.Core.Tests.Recommendations.Referral;

/// <summary>A store that reads everybody but one visitor only when it is let go on, and counts those reads.</summary>
internal sealed class LateFriends(IVisitorReader inner, string atOnce) : PassingReads(inner)
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _friends;

    public int Friends => _friends;

    /// <summary>Completes when the first of them is asked for.</summary>
    public Task Asked => _asked.Task;

    public void GoOn() => _go.TrySetResult();

    public override async ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel)
    {
        if (visitor.Visitor.Value != atOnce)
        {
            Interlocked.Increment(ref _friends);
            _asked.TrySetResult();
            await _go.Task.WaitAsync(cancel);
        }

        return await base.ReadAsync(visitor, cancel);
    }
}
