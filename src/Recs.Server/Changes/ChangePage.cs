using Recs.Core.Visitors;

namespace Recs.Server.Changes;

/// <summary>What one reading of the feed gave.</summary>
/// <param name="Changes">In order for each visitor.</param>
/// <param name="Cursor">Where to read on.</param>
/// <param name="More">There is more to read now.</param>
internal sealed record ChangePage(IReadOnlyList<FeedChange> Changes, ChangeCursor Cursor, bool More)
{
    /// <summary>Changes the cursor points to have been dropped with age; there is no reading on from it.</summary>
    public bool BeforeRetention { get; init; }
}

/// <param name="Id">The same whenever the change is read: partition and number.</param>
/// <param name="Change">What changed.</param>
/// <param name="After">The cursor behind this change; null where it was not asked for.</param>
internal readonly record struct FeedChange(string Id, VisitorChange Change, string? After);
