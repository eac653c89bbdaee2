using Recs.Collector.Bodies;
using Recs.Collector.Bots;
using Recs.Collector.Catalog;
using Recs.Collector.Consent;
using Recs.Collector.Identity;
using Recs.Collector.Placements;
using Recs.Collector.Privacy;
using Recs.Core;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;

namespace Recs.Collector;

/// <summary>
/// Takes events in: the one way into the log, for requests and imports alike. Each event is judged by itself; a bad one goes
/// to the dead letters and the others are accepted; one that names an erased visitor is kept nowhere. Safe for many threads.
/// </summary>
public sealed class EventIntake(IEventLog log, IDeadLetters deadLetters, IVisitorReader visitors, CatalogCache catalog, CollectorOptions options, RefusedIds? refused = null, IGivenLists? lists = null)
{
    private readonly CollectorOptions _options = options.Checked();
    private readonly FilingRules _filing = new(new DeniedIds(options.DeniedIds));
    private readonly RunawayWatch _runaways = new(options.Runaway);
    private readonly RecentMessages _anonymous = new(options.AnonymousMessages);
    private readonly ListPlaces? _places = lists is null ? null : new ListPlaces(lists);

    /// <summary>Reads the body and files its events. When the task completes, accepted events and dead letters are durable.</summary>
    /// <exception cref="StoreUnavailableException">No event was accepted; the sender may send the same request again.</exception>
    public Task<IntakeResult> AcceptAsync(ReadOnlyMemory<byte> body, IntakeContext context, CancellationToken cancel) =>
        AcceptAsync(body, context, (_, records) => records.Count > 0 ? log.AppendAsync(records, cancel) : Task.CompletedTask, cancel);

    /// <summary>The same with another way into the log, which is told what will be answered.</summary>
    internal async Task<IntakeResult> AcceptAsync(
        ReadOnlyMemory<byte> body, IntakeContext context, Func<IntakeResult, IReadOnlyList<NewRecord>, Task> append, CancellationToken cancel)
    {
        if (context is { Historical: true, Trusted: false }) throw new ArgumentException("History needs the secret key.", nameof(context));
        var limit = _options.LimitsOf(context.Key).RequestBytes;
        if (body.Length > limit) return await RefuseAsync(body, context, TooLarge(body.Length, limit), cancel);
        if (EventBody.Cut(body, context.Historical ? _options.HistoryEvents : _options.RequestEvents, out var error) is not { } cut)
            return await RefuseAsync(body, context, error!, cancel);
        var batch = new IntakeBatch(cut, context, _filing, _runaways, _anonymous, _options);
        batch.Map();
        if (refused?.Any(context.Site) == true) batch.Refuse(refused);
        var items = batch.Lacking is { Count: > 0 } lacking ? await catalog.GetAsync(context.Site, lacking, cancel) : null;
        var canonical = batch.Unresolved is { Count: > 0 } ids ? await visitors.ResolveAsync(context.Site, ids, cancel) : [];
        var places = _places is not null && batch.Lists is { Count: > 0 } named ? await _places.FindAsync(context.Site, named, cancel) : null;
        var records = batch.Assemble(items, places, canonical, log.Partitions);

        // Letters first: repeated after a failure they do no harm, while an event without a message id would count twice.
        try
        {
            if (batch.Letters.Count > 0) await deadLetters.AddAsync(batch.Letters, cancel);
            await append(batch.Result, records);
        }
        catch (StoreUnavailableException)
        {
            batch.GiveBack();
            throw;
        }

        batch.Appended();
        return batch.Result;
    }

    private async Task<IntakeResult> RefuseAsync(ReadOnlyMemory<byte> body, IntakeContext context, RequestError error, CancellationToken cancel)
    {
        var kept = CleanedEvent.Unreadable(body.Span, error.Message);
        var letter = new DeadLetter(context.Site, context.ReceivedAt, error.Code.Text(), error.Message, null, kept);
        await deadLetters.AddAsync([letter], cancel);
        return IntakeResult.Refused(error);
    }

    private static RequestError TooLarge(int length, int limit) =>
        new(IntakeCode.RequestTooLarge, $"The body has {length} bytes; with this key a request may have {limit}. Send fewer events at once.");
}
