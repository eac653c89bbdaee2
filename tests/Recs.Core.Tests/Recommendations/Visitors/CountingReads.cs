using Recs.Core.Streaming;
using Recs.TestKit;

namespace Recs.Core.Tests.Recommendations.Visitors;

/// <summary>A store that counts how often a visitor is read.</summary>
internal sealed class CountingReads(IVisitorReader inner) : PassingReads(inner)
{
    private int _visitors;

    public int Visitors => _visitors;

    public override ValueTask<StoredVisitor> ReadAsync(VisitorKey visitor, CancellationToken cancel)
    {
        Interlocked.Increment(ref _visitors);
        return base.ReadAsync(visitor, cancel);
    }
}
