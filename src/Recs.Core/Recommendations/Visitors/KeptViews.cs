using System.Collections.Concurrent;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Visitors;

/// <summary>
/// Visitors read lately, each for as long as no commit has changed what was read and no timer of theirs has passed. A page asks for
/// several lists, and most visitors who are asked for are asked for again. Of the ones asked for longest ago half go when there is no room.
/// </summary>
/// <param name="versions">Tells of commits.</param>
/// <param name="most">How many are kept.</param>
internal sealed class KeptViews(IVisitorVersions versions, int most)
{
    private volatile ConcurrentDictionary<VisitorKey, KeptView> _young = new();
    private volatile ConcurrentDictionary<VisitorKey, KeptView> _old = new();
    private int _count;

    /// <summary>The reading, if it is still what the newest commit says at this time under these options.</summary>
    public bool TryGet(VisitorKey visitor, Instant now, VisitorOptions options, out VisitorReading reading)
    {
        reading = default;
        var young = _young.TryGetValue(visitor, out var kept);
        if (!young && !_old.TryGetValue(visitor, out kept)) return false;
        if (now < kept!.From || now >= kept.Until || !SameOptions(kept, options) || !IsCurrent(kept)) return false;
        if (!young) Put(visitor, kept);
        reading = kept.Reading;
        return true;
    }

    public void Put(VisitorKey visitor, KeptView view)
    {
        if (_young.TryAdd(visitor, view))
        {
            if (Interlocked.Increment(ref _count) <= most / 2) return;
            Interlocked.Exchange(ref _count, 0);
            _old = _young;
            _young = new ConcurrentDictionary<VisitorKey, KeptView>();
        }
        else
        {
            _young[visitor] = view;
        }
    }

    private bool IsCurrent(KeptView kept)
    {
        foreach (var (key, version) in kept.Read)
        {
            if (versions.Of(key) != version) return false;
        }

        return true;
    }

    private static bool SameOptions(KeptView kept, VisitorOptions options) => ReferenceEquals(kept.Options, options) || kept.Options == options;
}

/// <param name="Reading">What was read.</param>
/// <param name="Read">The states it was made of, and their versions before they were read.</param>
/// <param name="From">The time it was made for.</param>
/// <param name="Until">When time alone changes it.</param>
/// <param name="Options">The site's.</param>
internal sealed record KeptView(VisitorReading Reading, IReadOnlyList<(VisitorKey Key, long Version)> Read, Instant From, Instant Until, VisitorOptions Options);
