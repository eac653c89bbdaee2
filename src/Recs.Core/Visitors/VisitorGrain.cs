using System.Collections.Immutable;
using Recs.Core.Events;

namespace Recs.Core.Visitors;

/// <summary>
/// One visitor: applies the visitor's records one at a time, in log order, and lets timers pass. Free of hosting, storage
/// and clocks: what it knows of time is the log's.
/// </summary>
public sealed class VisitorGrain(VisitorKey key, VisitorState state, OrderBook orders)
{
    public VisitorKey Key => key;

    public VisitorState State { get; private set; } = state;

    public OrderBook Orders => orders;

    /// <summary>Lets every timer pass that is due at or before a time. Passing to t₁ and then to t₂ is passing to t₂.</summary>
    public void Advance(Instant to, VisitorOptions options, VisitorEffects effects)
    {
        while (State.NextDue is { } due && due <= to) FireNext(options, effects);
    }

    /// <summary>Lets the next timer pass; there must be one.</summary>
    public void FireNext(VisitorOptions options, VisitorEffects effects)
    {
        if (State.NextDue is not { } due) return;
        var abandoned = State.Cart.AbandonedDue(options);
        if (abandoned <= due)
        {
            State.Cart.ReportAbandoned();
            effects.Changes.Add(new VisitorChange(key, VisitorChangeKind.CartAbandoned, "", "abandoned", "timer", due));
        }

        // The cart of an upload that came days late was abandoned in the past; judging there would undo today's verdict.
        if (abandoned != due) Judge(due, "timer", options, effects);
        State.NextDue = LifecycleRules.NextDue(State, options);
    }

    /// <summary>Applies a record at the site's clock.</summary>
    public ApplyResult Apply(LogRecord record, Instant clock, VisitorOptions options, VisitorEffects effects)
    {
        Advance(clock, options, effects);
        // Ids that were identified as each other would send records round for ever; the handover that comes back to its maker ends that.
        if (record.Event is Merged own && own.Alias == key.Visitor) State.HandedOverTo = null;
        if (State.HandedOverTo is { } user) return ApplyToStub(record, user, clock, options, effects);
        return record.Event switch
        {
            Merged merged => ApplyMerge(merged, clock, options, effects),
            AliasReleased released => ApplyRelease(released),
            _ => ApplyEvent(record, clock, options, effects),
        };
    }

    private ApplyResult ApplyEvent(LogRecord record, Instant clock, VisitorOptions options, VisitorEffects effects)
    {
        var e = record.Event;
        if (e.Header.Bot) return new ApplyResult(ApplyOutcome.Bot);

        // A device that has become this user comes with its own id; one that does not has only guessed the user's.
        if (State.Identified && !e.Header.Trusted && !e.Header.OfUser && e.Header.AnonymousId is null) return new ApplyResult(ApplyOutcome.Unproven);
        var message = Hash64.Of(e.Header.MessageId);
        State.Messages.AgeOut(clock, options);
        if (State.Messages.Contains(message)) return new ApplyResult(ApplyOutcome.Duplicate);
        State.Messages.Add(message, clock);

        var late = e.Header.Time < State.LastSeen;
        State.FirstSeen = Instant.Min(State.FirstSeen, e.Header.Time);
        State.LastSeen = Instant.Max(State.LastSeen, e.Header.Time);
        State.Registered |= e.Header.OfUser;
        State.Identified |= e.Header.OfUser;
        if (e.IsVisit && !late) State.Visits.Visit(e.Header.Time, options);
        var result = new StateChanges(State, orders, options, message, late).Apply(e);
        StateBudget.Keep(State);

        // What is older than the newest event changes totals only; the clock's next step judges what they mean.
        if (!late) Judge(clock, EventNames.Of(e), options, effects);
        State.NextDue = late && IsMisjudged(clock, options) ? clock : LifecycleRules.NextDue(State, options);
        if (e is Identified { Proven: true } identified) Identify(record, identified, message, clock, options, effects);
        return result;
    }

    private ApplyResult ApplyMerge(Merged merged, Instant clock, VisitorOptions options, VisitorEffects effects)
    {
        if (State.Aliases.Knows(merged.MergeId)) return new ApplyResult(ApplyOutcome.Duplicate);
        if (!merged.State.IsEmpty)
        {
            var theirs = OrderBook.Empty();
            foreach (var bytes in merged.Orders) theirs.Put(StoredOrders.HashOf(bytes.AsSpan()), StoredOrders.EntryOf(bytes.AsSpan()));
            VisitorMerge.Into(State, orders, VisitorStateCodec.Decode(merged.State.AsSpan()), theirs, options);
        }
        else
        {
            State.FirstSeen = Instant.Min(State.FirstSeen, merged.Header.Time);
            State.LastSeen = Instant.Max(State.LastSeen, merged.Header.Time);
        }

        State.Aliases.Add(new Alias(merged.Alias, merged.MergeId, merged.Header.Time));
        State.Registered = true;
        State.Identified = true;
        State.Favourites.AgeOut(State.LastSeen, options);
        State.Cart.AgeOut(State.LastSeen, options);
        State.Messages.AgeOut(clock, options);
        StateBudget.Keep(State);
        effects.Changes.Add(new VisitorChange(key, VisitorChangeKind.Merge, merged.Alias.Value, key.Visitor.Value, EventNames.Of(merged), clock));
        Judge(clock, EventNames.Of(merged), options, effects);
        State.NextDue = LifecycleRules.NextDue(State, options);
        return new ApplyResult(ApplyOutcome.Applied);
    }

    private ApplyResult ApplyRelease(AliasReleased released)
    {
        State.Aliases.Release(released.Alias);
        return new ApplyResult(ApplyOutcome.Applied);
    }

    // An anonymous visitor that was handed over keeps nothing but the way to the user.
    private ApplyResult ApplyToStub(LogRecord record, VisitorId user, Instant clock, VisitorOptions options, VisitorEffects effects)
    {
        var e = record.Event;
        if (e is not Identified { Proven: true } identified || identified.UserId == user.Value)
        {
            Forward(record, user, clock, effects);
            return new ApplyResult(ApplyOutcome.Forwarded);
        }

        var message = Hash64.Of(e.Header.MessageId);
        State.Messages.AgeOut(clock, options);
        if (State.Messages.Contains(message)) return new ApplyResult(ApplyOutcome.Duplicate);
        var header = InternalHeader("release", message, e.Header.Time);
        effects.Records.Add(record with { Visitor = user, LogTime = clock, Event = new AliasReleased(header, key.Visitor) });
        var next = new VisitorId(identified.UserId);
        State.HandedOverTo = next == key.Visitor ? null : next;
        if (next == key.Visitor) return ApplyEvent(record, clock, options, effects);
        State.Messages.Add(message, clock);
        effects.Records.Add(Handover(record, identified, message, clock, [], []));
        Forward(record, next, clock, effects);
        return new ApplyResult(ApplyOutcome.Forwarded);
    }

    private void Identify(LogRecord record, Identified identified, ulong message, Instant clock, VisitorOptions options, VisitorEffects effects)
    {
        if (identified.UserId == key.Visitor.Value) return;
        var stored = orders.Entries.Select(o => StoredOrders.Pack(o.Key, o.Value)).ToImmutableArray();
        effects.Records.Add(Handover(record, identified, message, clock, [.. VisitorStateCodec.Encode(State)], stored));
        State = new VisitorState
        {
            HandedOverTo = new VisitorId(identified.UserId),
            FirstSeen = State.FirstSeen,
            LastSeen = State.LastSeen,
        };
        State.Messages.Add(message, clock);
        orders.Clear();
    }

    private LogRecord Handover(
        LogRecord record, Identified identified, ulong message, Instant clock, ImmutableArray<byte> state, ImmutableArray<ImmutableArray<byte>> stored)
    {
        var mergeId = Hash64.Of($"{key.Visitor.Value}\0{identified.UserId}\0{message:x16}");
        var merged = new Merged(InternalHeader("merge", mergeId, identified.Header.Time), mergeId, key.Visitor, state, stored);
        return record with { Visitor = new VisitorId(identified.UserId), LogTime = clock, Event = merged };
    }

    private void Forward(LogRecord record, VisitorId user, Instant clock, VisitorEffects effects)
    {
        var header = record.Event.Header;
        var moved = record.Event with { Header = header with { AnonymousId = header.AnonymousId ?? key.Visitor.Value } };
        effects.Records.Add(record with { Visitor = user, LogTime = clock, Event = moved });
    }

    private static EventHeader InternalHeader(string what, ulong id, Instant time) =>
        new($"{what}:{id:x16}", time) { Trusted = true };

    private bool IsMisjudged(Instant clock, VisitorOptions options) =>
        LifecycleRules.StageAt(State, options, clock) != State.Stage || LifecycleRules.ActivityAt(State, options, clock) != State.Activity;

    private void Judge(Instant at, string cause, VisitorOptions options, VisitorEffects effects)
    {
        var stage = LifecycleRules.StageAt(State, options, at);
        if (stage != State.Stage)
        {
            effects.Changes.Add(new VisitorChange(key, VisitorChangeKind.Stage, State.Stage.ToString(), stage.ToString(), cause, at));
            State.Stage = stage;
        }

        var activity = LifecycleRules.ActivityAt(State, options, at);
        if (activity == State.Activity) return;
        effects.Changes.Add(new VisitorChange(key, VisitorChangeKind.Activity, State.Activity.ToString(), activity.ToString(), cause, at));
        State.Activity = activity;
    }
}
