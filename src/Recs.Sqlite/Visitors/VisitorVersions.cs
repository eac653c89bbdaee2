using Recs.Core.Streaming;

namespace Recs.Sqlite.Visitors;

/// <summary>
/// Counts commits by the hash of the visitors they change, so that visitors whose hashes meet only look changed more often than they
/// are. The writer marks a visitor before its transaction is committed and counts afterwards: in between nobody is told a number, since a
/// read may see the old state or the new one.
/// </summary>
internal sealed class VisitorVersions : IVisitorVersions
{
    private const int Slots = 1 << 16;

    private readonly long[] _commits = new long[Slots];
    private readonly int[] _underWay = new int[Slots];
    private readonly List<int> _marked = [];

    public long? Of(VisitorKey visitor)
    {
        var slot = SlotOf(visitor);
        return Volatile.Read(ref _underWay[slot]) > 0 ? null : Volatile.Read(ref _commits[slot]);
    }

    /// <summary>The open transaction changes the visitor. Only the writer marks.</summary>
    public void Mark(VisitorKey visitor)
    {
        var slot = SlotOf(visitor);
        Interlocked.Increment(ref _underWay[slot]);
        _marked.Add(slot);
    }

    /// <summary>The transaction is committed or rolled back.</summary>
    public void Publish()
    {
        foreach (var slot in _marked)
        {
            Interlocked.Increment(ref _commits[slot]);
            Interlocked.Decrement(ref _underWay[slot]);
        }

        _marked.Clear();
    }

    private static int SlotOf(VisitorKey visitor) => visitor.GetHashCode() & (Slots - 1);
}
