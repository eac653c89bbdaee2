using Recs.Core.Recommendations.Referral;
using Recs.Core.Streaming;
using Recs.Core.Visitors;
using Recs.Core.Visitors.Profiles;

namespace Recs.Core.Recommendations.Visitors;

/// <summary>
/// Reads a visitor for an answer: one round trip, a second one for an alias or for friends, all within a deadline. What comes late or
/// not at all is given up, and the answer is made without it. Who was read before and has not changed since is not read again.
/// </summary>
/// <param name="reader">The store.</param>
/// <param name="partitions">How many the installation has.</param>
/// <param name="clock">Now, and the deadline.</param>
/// <param name="deadline">The whole of an answer's reads take no longer than this; null: <see cref="Deadline"/>.</param>
/// <param name="versions">Tells whether a visitor has changed since; null: each is read each time.</param>
/// <param name="kept">How many visitors are kept until they change; 0: none.</param>
/// <param name="circles">Reads what friends have bought; null: by the defaults, from the same store.</param>
public sealed class VisitorViewReader(
    IVisitorReader reader, int partitions, TimeProvider clock, TimeSpan? deadline = null, IVisitorVersions? versions = null,
    int kept = VisitorViewReader.UsuallyKept, CircleReader? circles = null)
{
    /// <summary>What a page can wait for.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(25);

    private readonly TimeSpan _deadline = deadline ?? Deadline;

    private const int MostAliasSteps = 4;

    /// <summary>Some 2 KB each.</summary>
    public const int UsuallyKept = 10_000;

    private readonly SiteClockMemory _sites = new(new SiteClock(reader, partitions, clock), clock);
    private readonly CircleReader _circles = circles ?? new(reader, new ReferralOptions());
    private readonly KeptViews? _kept = versions is null || kept == 0 ? null : new KeptViews(versions, kept);

    public ValueTask<VisitorReading> ReadAsync(SiteId site, VisitorId id, CancellationToken cancel) => ReadAsync(site, id, withCircle: false, cancel);

    /// <param name="site">The visitor's.</param>
    /// <param name="id">The visitor's, or that of a device.</param>
    /// <param name="withCircle">With what the visitor's friends have bought, which costs a read for each of them once a day.</param>
    /// <param name="cancel">The answer is not wanted any more.</param>
    public ValueTask<VisitorReading> ReadAsync(SiteId site, VisitorId id, bool withCircle, CancellationToken cancel)
    {
        if (!withCircle && _kept is not null && _sites.Recall(site) is { } known
            && _kept.TryGet(new VisitorKey(site, id), NowOf(known), known.Options, out var reading)) return ValueTask.FromResult(reading);
        return ReadStoreAsync(site, id, withCircle, cancel);
    }

    private async ValueTask<VisitorReading> ReadStoreAsync(SiteId site, VisitorId id, bool withCircle, CancellationToken cancel)
    {
        // The store is told to stop, and is not waited for until it does.
        using var late = new CancellationTokenSource(_deadline, clock);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        var found = new Found(VisitorReading.Nobody);
        try
        {
            found = await WithinAsync(FindAsync(site, id, given.Token), given.Token);
            if (!withCircle || found is not { Key: { } key, State: { } state, Reading.View: { } view }) return found.Reading;
            var circle = await WithinAsync(_circles.ReadAsync(key, state, found.Now, given.Token), given.Token);
            return found.Reading with { View = view with { Circle = circle } };
        }
        catch (Exception e) when (e is StoreUnavailableException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return found.Reading with { Unavailable = true };
        }
    }

    private static async ValueTask<T> WithinAsync<T>(ValueTask<T> read, CancellationToken given) =>
        read.IsCompletedSuccessfully ? read.Result : await read.AsTask().WaitAsync(given);

    private async ValueTask<Found> FindAsync(SiteId site, VisitorId id, CancellationToken cancel)
    {
        if (await _sites.ReadAsync(site, cancel) is not { } known) return new Found(VisitorReading.Nobody);
        var read = new ReadStates(versions);
        if (await StateAsync(site, id, read, cancel) is not ({ } stored, { } state)) return new Found(VisitorReading.Nobody);
        var isUser = state.Identified;

        // An alias of an alias exists only while identifies overlap; a circle of them ends where it began to be followed.
        for (var step = 0; state.BelongsTo is { } user && step < MostAliasSteps; step++)
        {
            if (await StateAsync(site, user, read, cancel) is not ({ } next, { } its)) return new Found(VisitorReading.Nobody);
            (stored, state) = (next, its);
        }

        if (state.IsDormant) return new Found(VisitorReading.Nobody);

        // Who has refused is recognised for nothing but that: the answer rests on what the request itself tells.
        if (state.Consent.RefusesRecognition) return new Found(VisitorReading.Nobody with { IsUser = isUser, Refuses = true });
        var now = NowOf(known);
        var grain = new VisitorGrain(stored.Key, state, OrderBook.Of(stored.Orders));
        grain.Advance(now, known.Options, new VisitorEffects());
        var reading = new VisitorReading(VisitorViews.Of(grain, now, known.Options), isUser, Unavailable: false);
        if (read.Versions is { } all) _kept?.Put(new VisitorKey(site, id), new KeptView(reading, all, now, VisitorViews.ValidUntil(state, now, known.Options), known.Options));
        return new Found(reading) { Key = stored.Key, State = state, Now = now };
    }

    private async ValueTask<(StoredVisitor? Stored, VisitorState? State)> StateAsync(SiteId site, VisitorId id, ReadStates read, CancellationToken cancel)
    {
        var key = new VisitorKey(site, id);
        read.Begin(key);
        var stored = await reader.ReadAsync(key, cancel);
        return stored.State is { } bytes ? (stored, VisitorStateCodec.Decode(bytes)) : (null, null);
    }

    private Instant NowOf((Instant Now, VisitorOptions Options, bool Live) site) => site.Live ? Instant.Now(clock) : site.Now;

    // What was found, and for a visitor whose friends are asked for, where.
    private readonly record struct Found(VisitorReading Reading)
    {
        public VisitorKey? Key { get; init; }

        public VisitorState? State { get; init; }

        public Instant Now { get; init; }
    }

    // The states an answer was made of; null as soon as one of them was being changed, or nobody tells.
    private sealed class ReadStates(IVisitorVersions? versions)
    {
        public List<(VisitorKey Key, long Version)>? Versions { get; private set; } = versions is null ? null : new(1);

        public void Begin(VisitorKey key)
        {
            if (Versions is null) return;
            if (versions!.Of(key) is { } version) Versions.Add((key, version));
            else Versions = null;
        }
    }
}

/// <param name="View">The visitor; null: nobody known.</param>
/// <param name="IsUser">The id asked for is a proven user's own, not a device's.</param>
/// <param name="Unavailable">The store did not answer in time.</param>
public readonly record struct VisitorReading(VisitorView? View, bool IsUser, bool Unavailable)
{
    public static readonly VisitorReading Nobody = new(null, false, false);

    /// <summary>There is somebody, who has refused to be recognised.</summary>
    public bool Refuses { get; init; }
}
