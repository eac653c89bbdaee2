using Recs.Core.Streaming;
using Recs.Core.Streaming.Retention;

namespace Recs.Core.Visitors.Profiles;

/// <summary>Reads profiles: as of now from the store, as of another time from the log.</summary>
public sealed class VisitorProfileReader(IVisitorReader reader, IEventLog log, ICheckpoints checkpoints, TimeProvider clock)
{
    // An id may be an alias of an alias only while identifies overlap.
    private const int MostAliasSteps = 4;

    private readonly SiteClock _siteClock = new(reader, log.Partitions, clock);
    private readonly VisitorHistory _history = new(log, checkpoints);

    /// <summary>The profile behind an id, anonymous or a user's; null: no such visitor at that time.</summary>
    /// <param name="site">The site.</param>
    /// <param name="id">Any id of the visitor.</param>
    /// <param name="asOf">The time; null: the site's now.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="BeforeRetentionException">The records up to that time have been dropped with age.</exception>
    public async ValueTask<VisitorProfile?> ReadAsync(SiteId site, VisitorId id, Instant? asOf, CancellationToken cancel)
    {
        if (await _siteClock.ReadAsync(site, cancel) is not { } now) return null;
        var key = new VisitorKey(site, id);
        for (var step = 0; step < MostAliasSteps; step++)
        {
            var grain = asOf is { } time ? await _history.AtAsync(key, time, cancel) : await StoredAsync(key, now.Now, now.Options, cancel);
            if (grain is null || await IsErasedAsync(key, now.Now, cancel)) return null;
            if (grain.State.BelongsTo is not { } user) return await ProjectAsync(grain, asOf ?? now.Now, now.Options, cancel);
            key = new VisitorKey(site, user);
        }

        return null;
    }

    /// <summary>The profile of a visitor as stored, of a site's current states; null: a device that has become another visitor, another site's, or no visitor.</summary>
    /// <param name="site">The site.</param>
    /// <param name="stored">As a scan gives it.</param>
    /// <param name="at">The time; nothing newer may be in the state.</param>
    /// <param name="options">The site's, in force at that time.</param>
    /// <param name="cancel">Stops reading.</param>
    public async ValueTask<VisitorProfile?> OfAsync(SiteId site, StoredVisitor stored, Instant at, VisitorOptions options, CancellationToken cancel) =>
        stored.Key.Site == site && Grain(stored, at, options) is { State.BelongsTo: null } grain ? await ProjectAsync(grain, at, options, cancel) : null;

    // Until the log is rewritten it still tells of the visitor.
    private async ValueTask<bool> IsErasedAsync(VisitorKey key, Instant now, CancellationToken cancel)
    {
        var head = await reader.HeadAsync(Partitioner.Of(key.Site, key.Visitor, log.Partitions), cancel);
        return head.Sites.FirstOrDefault(s => s.Site == key.Site) is { } site
            && SitePartitionState.Decode(site.Bytes).Erased.Until.TryGetValue(Hash64.Of(key.Visitor.Value), out var until) && now < until;
    }

    private async ValueTask<VisitorGrain?> StoredAsync(VisitorKey key, Instant now, VisitorOptions options, CancellationToken cancel)
    {
        return Grain(await reader.ReadAsync(key, cancel), now, options);
    }

    private static VisitorGrain? Grain(StoredVisitor stored, Instant now, VisitorOptions options)
    {
        if (stored.State is null) return null;
        var grain = new VisitorGrain(stored.Key, VisitorStateCodec.Decode(stored.State), OrderBook.Of(stored.Orders));
        if (grain.State.IsDormant) return null;
        grain.Advance(now, options, new VisitorEffects());
        return grain;
    }

    private async ValueTask<VisitorProfile> ProjectAsync(VisitorGrain grain, Instant at, VisitorOptions options, CancellationToken cancel)
    {
        var hashes = ProfileProjection.Hashes(grain.State).Distinct().ToList();
        var names = await reader.ReadNamesAsync(grain.Key.Site, hashes, cancel);
        var byHash = new Dictionary<ulong, string>();
        for (var i = 0; i < hashes.Count; i++)
        {
            if (names[i] is { } name) byHash[hashes[i]] = name;
        }

        return ProfileProjection.Of(grain, at, options, byHash);
    }
}
