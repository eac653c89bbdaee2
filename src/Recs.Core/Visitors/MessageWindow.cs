using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// The newest message ids by the log's time, by which repeats are recognised. Merging is the union, cut to the newest.
/// Times are whole seconds.
/// </summary>
public sealed class MessageWindow
{
    // Oldest first, by (time, hash).
    private ulong[] _hashes = [];
    private long[] _seconds = [];

    public int Count { get; private set; }

    public bool Contains(ulong hash) => _hashes.AsSpan(0, Count).Contains(hash);

    public void Add(ulong hash, Instant logTime) => Insert(hash, Math.DivRem(logTime.UnixMilliseconds, 1000).Quotient);

    /// <summary>Forgets ids older than the window.</summary>
    public void AgeOut(Instant logTime, VisitorOptions options)
    {
        var oldest = (logTime - options.DuplicateWindow).UnixMilliseconds / 1000;
        var drop = 0;
        while (drop < Count && _seconds[drop] < oldest) drop++;
        if (drop > 0) RemoveOldest(drop);
    }

    public void Merge(MessageWindow other)
    {
        for (var i = 0; i < other.Count; i++)
        {
            var known = _hashes.AsSpan(0, Count).IndexOf(other._hashes[i]);
            if (known < 0)
            {
                Insert(other._hashes[i], other._seconds[i]);
            }
            else if (_seconds[known] < other._seconds[i])
            {
                RemoveAt(known);
                Insert(other._hashes[i], other._seconds[i]);
            }
        }
    }

    /// <summary>Forgets the oldest; for the bound on the whole state.</summary>
    internal bool DropOldest()
    {
        if (Count == 0) return false;
        RemoveOldest(1);
        return true;
    }

    private void Insert(ulong hash, long seconds)
    {
        var at = Count;
        while (at > 0 && (_seconds[at - 1] > seconds || (_seconds[at - 1] == seconds && _hashes[at - 1] > hash))) at--;
        if (Count == VisitorLimits.Messages)
        {
            if (at == 0) return;
            RemoveOldest(1);
            at--;
        }

        if (Count == _hashes.Length) Grow();
        Array.Copy(_hashes, at, _hashes, at + 1, Count - at);
        Array.Copy(_seconds, at, _seconds, at + 1, Count - at);
        (_hashes[at], _seconds[at]) = (hash, seconds);
        Count++;
    }

    private void Grow()
    {
        var size = Math.Min(VisitorLimits.Messages, Math.Max(8, _hashes.Length * 2));
        Array.Resize(ref _hashes, size);
        Array.Resize(ref _seconds, size);
    }

    private void RemoveOldest(int n)
    {
        Array.Copy(_hashes, n, _hashes, 0, Count - n);
        Array.Copy(_seconds, n, _seconds, 0, Count - n);
        Count -= n;
    }

    private void RemoveAt(int at)
    {
        Array.Copy(_hashes, at + 1, _hashes, at, Count - at - 1);
        Array.Copy(_seconds, at + 1, _seconds, at, Count - at - 1);
        Count--;
    }

    internal void Write(BinaryEncoder e)
    {
        e.Count(Count);
        var previous = 0L;
        for (var i = 0; i < Count; i++)
        {
            e.Signed(_seconds[i] - previous);
            e.Fixed64(_hashes[i]);
            previous = _seconds[i];
        }
    }

    internal static MessageWindow Read(ref BinaryDecoder d)
    {
        var n = d.Count();
        if (n > VisitorLimits.Messages) throw new StoredFormatException($"A message window of {n} ids; at most {VisitorLimits.Messages} are kept.");
        var window = new MessageWindow { _hashes = new ulong[n], _seconds = new long[n], Count = n };
        var previous = 0L;
        for (var i = 0; i < n; i++)
        {
            previous += d.Signed();
            (window._seconds[i], window._hashes[i]) = (previous, d.Fixed64());
        }

        return window;
    }
}
