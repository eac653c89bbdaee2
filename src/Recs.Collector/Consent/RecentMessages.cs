using Recs.Core;

namespace Recs.Collector.Consent;

/// <summary>
/// Message ids of events without a person that are in the log already, the newest so many, so that a retry counts once: no
/// visitor's state could remember them. What another process took in, or this one before it was restarted, is not known.
/// Safe for many threads.
/// </summary>
internal sealed class RecentMessages(int capacity)
{
    private readonly Lock _lock = new();
    private readonly RecentTable<bool> _known = new(capacity);

    public bool Contains(SiteId site, string messageId)
    {
        lock (_lock) return _known.TryGet(Key(site, messageId), out _);
    }

    public void Add(SiteId site, string messageId)
    {
        lock (_lock) _known.Put(Key(site, messageId), true);
    }

    private static ulong Key(SiteId site, string messageId) => Hash64.Of(site.Value) * 31 ^ Hash64.Of(messageId);
}
