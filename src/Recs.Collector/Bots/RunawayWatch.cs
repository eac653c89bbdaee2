using Recs.Core;

namespace Recs.Collector.Bots;

/// <summary>Watches how fast public ids send, in bounded memory. Safe for many threads.</summary>
internal sealed class RunawayWatch(RunawayOptions options)
{
    private readonly Lock _lock = new();
    private readonly RecentTable<EventBucket> _buckets = new(options.Ids);

    public int Watched
    {
        get
        {
            lock (_lock) return _buckets.Count;
        }
    }

    /// <summary>Counts an event of an id; true: the id sends faster than a person can.</summary>
    public bool IsRunaway(SiteId site, string id, Instant time)
    {
        var key = Key(site, id);
        lock (_lock)
        {
            var bucket = (_buckets.TryGet(key, out var known) ? known : EventBucket.Full(time, options)).After(time, options);
            _buckets.Put(key, bucket);
            return bucket.Runaway;
        }
    }

    /// <summary>An event that was counted will be sent again.</summary>
    public void GiveBack(SiteId site, string id)
    {
        var key = Key(site, id);
        lock (_lock)
        {
            if (_buckets.TryGet(key, out var known)) _buckets.Put(key, known.GiveBack(options));
        }
    }

    private static ulong Key(SiteId site, string id) => Hash64.Of(site.Value) * 31 ^ Hash64.Of(id);
}
