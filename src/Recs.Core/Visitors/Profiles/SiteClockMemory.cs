using System.Collections.Concurrent;

namespace Recs.Core.Visitors.Profiles;

/// <summary>
/// Sites' clocks for answers that cannot wait: as they were read last. What is older than a second is read again beside the answer that
/// finds it so; only the first answers of a site read it themselves. Safe for many threads.
/// </summary>
/// <param name="sites">Reads them.</param>
/// <param name="clock">Tells how old they are.</param>
internal sealed class SiteClockMemory(SiteClock sites, TimeProvider clock)
{
    // What a site's now is (live or the end of its history) and its options change rarely.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SiteId, Entry> _entries = new();

    /// <summary>As <see cref="SiteClock.ReadAsync"/>.</summary>
    public async ValueTask<(Instant Now, VisitorOptions Options, bool Live)?> ReadAsync(SiteId site, CancellationToken cancel)
    {
        if (Recall(site) is { } known) return known;

        // A site without a record has no visitor, and may have one a moment later.
        if (await sites.ReadAsync(site, cancel) is not { } fresh) return null;
        _entries.TryAdd(site, new Entry(Instant.Now(clock), fresh));
        return fresh;
    }

    /// <summary>What is known already; null where nothing is.</summary>
    public (Instant Now, VisitorOptions Options, bool Live)? Recall(SiteId site)
    {
        if (!_entries.TryGetValue(site, out var entry)) return null;
        if (Instant.Now(clock) - entry.ReadAt >= Kept && entry.TryBegin()) _ = RefreshAsync(site, entry);
        return entry.Site;
    }

    // A store that does not answer leaves what was known; the next answer tries again.
    private async Task RefreshAsync(SiteId site, Entry known)
    {
        try
        {
            var fresh = await sites.ReadAsync(site, CancellationToken.None);
            _entries[site] = new Entry(Instant.Now(clock), fresh ?? known.Site);
        }
        catch (StoreUnavailableException)
        {
            // As it was.
        }
        finally
        {
            known.End();
        }
    }

    private sealed class Entry(Instant readAt, (Instant Now, VisitorOptions Options, bool Live) site)
    {
        private int _reading;

        public Instant ReadAt => readAt;

        public (Instant Now, VisitorOptions Options, bool Live) Site => site;

        public bool TryBegin() => Interlocked.Exchange(ref _reading, 1) == 0;

        public void End() => Volatile.Write(ref _reading, 0);
    }
}
