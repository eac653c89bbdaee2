using Recs.Core.Streaming;
using Recs.Core.Visitors;
using Recs.Core.Visitors.Profiles;

namespace Recs.Core.Recommendations.Visitors;

/// <summary>
/// Reads a visitor for an answer: one round trip, a second one for an alias, within a deadline. What comes late or not at
/// all is given up, and the answer is made without it.
/// </summary>
/// <param name="reader">The store.</param>
/// <param name="partitions">How many the installation has.</param>
/// <param name="clock">Now, and the deadline.</param>
/// <param name="deadline">The whole of an answer's reads take no longer than this; null: <see cref="Deadline"/>.</param>
public sealed class VisitorViewReader(IVisitorReader reader, int partitions, TimeProvider clock, TimeSpan? deadline = null)
{
    /// <summary>What a page can wait for.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(25);

    private readonly TimeSpan _deadline = deadline ?? Deadline;

    private const int MostAliasSteps = 4;

    private readonly SiteClockMemory _sites = new(new SiteClock(reader, partitions, clock), clock);

    public async ValueTask<VisitorReading> ReadAsync(SiteId site, VisitorId id, CancellationToken cancel)
    {
        // The store is told to stop, and is not waited for until it does.
        using var late = new CancellationTokenSource(_deadline, clock);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            var reading = FindAsync(site, id, given.Token);
            return reading.IsCompletedSuccessfully ? reading.Result : await reading.AsTask().WaitAsync(given.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new VisitorReading(null, IsUser: false, Unavailable: true);
        }
    }

    private async ValueTask<VisitorReading> FindAsync(SiteId site, VisitorId id, CancellationToken cancel)
    {
        if (await _sites.ReadAsync(site, cancel) is not { } known) return VisitorReading.Nobody;
        if (await StateAsync(site, id, cancel) is not ({ } stored, { } state)) return VisitorReading.Nobody;
        var isUser = state.Identified;

        // An alias of an alias exists only while identifies overlap; a circle of them ends where it began to be followed.
        for (var step = 0; state.BelongsTo is { } user && step < MostAliasSteps; step++)
        {
            if (await StateAsync(site, user, cancel) is not ({ } next, { } its)) return VisitorReading.Nobody;
            (stored, state) = (next, its);
        }

        if (state.IsDormant) return VisitorReading.Nobody;

        // Who has refused is recognised for nothing but that: the answer rests on what the request itself tells.
        if (state.Consent.RefusesRecognition) return VisitorReading.Nobody with { IsUser = isUser };
        var now = known.Live ? Instant.Now(clock) : known.Now;
        var grain = new VisitorGrain(stored.Key, state, OrderBook.Of(stored.Orders));
        grain.Advance(now, known.Options, new VisitorEffects());
        return new VisitorReading(VisitorViews.Of(grain, now, known.Options), isUser, Unavailable: false);
    }

    private async ValueTask<(StoredVisitor? Stored, VisitorState? State)> StateAsync(SiteId site, VisitorId id, CancellationToken cancel)
    {
        var stored = await reader.ReadAsync(new VisitorKey(site, id), cancel);
        return stored.State is { } bytes ? (stored, VisitorStateCodec.Decode(bytes)) : (null, null);
    }
}

/// <param name="View">The visitor; null: nobody known.</param>
/// <param name="IsUser">The id asked for is a proven user's own, not a device's.</param>
/// <param name="Unavailable">The store did not answer in time.</param>
public readonly record struct VisitorReading(VisitorView? View, bool IsUser, bool Unavailable)
{
    public static readonly VisitorReading Nobody = new(null, false, false);
}
