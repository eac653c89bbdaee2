using Recs.Core.Events;

namespace Recs.Core.Visitors;

/// <summary>
/// One visitor: applies the visitor's records one at a time, in log order, and lets timers pass. Free of hosting, storage
/// and clocks: what it knows of time is the log's.
/// </summary>
public sealed class VisitorGrain(VisitorKey key, VisitorState state, OrderBook orders)
{
    private readonly ulong _self = Hash64.Of(key.Visitor.Value);

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
        if (abandoned != due || LifecycleRules.NextVerdict(State, options) <= due) Judge(due, "timer", options, effects);
        State.NextDue = LifecycleRules.NextDue(State, options);
    }

    /// <summary>The visitor was erased: nothing stays.</summary>
    public void Forget()
    {
        State = new VisitorState();
        orders.Clear();
    }

    /// <summary>Applies a record at the site's clock.</summary>
    /// <param name="record">The record.</param>
    /// <param name="clock">The site's clock, the record's own time included.</param>
    /// <param name="options">As they are in force.</param>
    /// <param name="effects">Takes what it asks of others.</param>
    /// <param name="past">It tells of the past of a living site (<see cref="Streaming.SiteLife"/>): it counts as late, however little is known of the visitor.</param>
    public ApplyResult Apply(LogRecord record, Instant clock, VisitorOptions options, VisitorEffects effects, bool past = false)
    {
        Advance(clock, options, effects);
        if (record.Event is Erased erased) return ForgetName(erased);

        // Ids that were identified as each other would send records round for ever; the handover that comes back to its maker ends that.
        if (record.Event is Merged own && own.Alias == key.Visitor) (State.HandedOverTo, State.Successor) = (null, null);
        else if (!State.Identified && NameProof.IsFor(record)) BeginAsUser(record, clock, effects);
        if (State.HandedOverTo is { } user) return ApplyToStub(record, user, clock, options, effects, past);
        return record.Event switch
        {
            Merged merged => ApplyMerge(record, merged, clock, options, effects),
            AliasReleased released => ApplyRelease(record, released, clock, options, effects),
            FriendClaimed claimed => ApplyClaim(claimed),
            _ => ApplyEvent(record, clock, options, effects, past),
        };
    }

    private ApplyResult ApplyEvent(LogRecord record, Instant clock, VisitorOptions options, VisitorEffects effects, bool past)
    {
        var e = record.Event;
        if (e.Header.Bot) return new ApplyResult(ApplyOutcome.Bot);

        // A device that has become this user comes with its own id; one that does not has only guessed the user's.
        if (State.Identified && !e.Header.Trusted && !e.Header.OfUser && e.Header.AnonymousId is null) return new ApplyResult(ApplyOutcome.Unproven);
        var message = Hash64.Of(e.Header.MessageId);
        var consent = State.Consent.With(e.Header.Allows, Stamp.Of(e.Header.Time, message));
        var refusal = consent.RefusalOf(e);
        if (refusal == Refusal.Withheld) return new ApplyResult(ApplyOutcome.Unconcerned);
        if (IsRepeated(message, clock, options)) return new ApplyResult(ApplyOutcome.Duplicate);
        if (OwnerOfDevice(e) is { } other && Records(record, clock).PassedOn(other) is { } passedOn)
        {
            effects.Records.Add(passedOn);
            return new ApplyResult(ApplyOutcome.Forwarded);
        }

        State.Messages.Add(message, clock);
        State.Consent = consent;
        if (refusal == Refusal.Nobodys) return ApplyAsNobodys(record, clock, options, message, effects);
        var late = past || e.Header.Time < State.LastSeen;
        State.FirstSeen = Instant.Min(State.FirstSeen, e.Header.Time);
        if (IsSignOfLife(e)) State.LastSeen = Instant.Max(State.LastSeen, e.Header.Time);
        var wasUser = State.Identified;
        State.Registered |= e.Header.OfUser;
        State.Identified |= e.Header.OfUser;
        if (e.IsVisit && !late) State.Visits.Visit(e.Header.Time, options);
        var result = new StateChanges(key.Site, State, orders, options, message, late, effects).Apply(e);
        State.Friends.Forget(_self);
        StateBudget.Keep(State);

        // What is older than the newest event changes totals only; the clock's next step judges what they mean.
        if (!late) Judge(clock, EventNames.Of(e), options, effects);
        State.NextDue = late && IsMisjudged(clock, options) ? clock : LifecycleRules.NextDue(State, options);
        if (e is Identified { Proven: true } identified && identified.UserId != key.Visitor.Value)
            HandOver(record, identified, message, wasUser, clock, effects);
        else
            ClaimFriends(record, clock, effects);
        return result;
    }

    // Nothing is added to what is known of the visitor. What corrects an order that is known here has to be known here.
    private ApplyResult ApplyAsNobodys(LogRecord record, Instant clock, VisitorOptions options, ulong message, VisitorEffects effects)
    {
        if (record.Event is not (OrderCompleted or OrderRefunded)) return new ApplyResult(ApplyOutcome.Nobodys);
        if (new StateChanges(key.Site, State, orders, options, message, late: true, effects).TryCorrect(record.Event)) return new ApplyResult(ApplyOutcome.Applied);
        effects.Records.Add(Records(record, clock).Nobodys());
        return new ApplyResult(ApplyOutcome.Forwarded);
    }

    // Public keys name devices as they like, and may have used the id of a user of whom the shop had not spoken yet. Of that nothing
    // is the user's; what owners have said of the id stays.
    private void BeginAsUser(LogRecord record, Instant clock, VisitorEffects effects)
    {
        if (State.HandedOverTo is { } other) effects.Records.Add(Records(record, clock).TakeBack(other));
        State = new VisitorState { Stage = State.Stage, Activity = State.Activity, Aliases = State.Aliases, Friends = State.Friends.OfOthers() };
        orders.Clear();
    }

    private ApplyResult ApplyMerge(LogRecord record, Merged merged, Instant clock, VisitorOptions options, VisitorEffects effects)
    {
        if (State.Merges.Contains(merged.MergeId)) return new ApplyResult(ApplyOutcome.Duplicate);
        if (!merged.State.IsEmpty)
        {
            var theirs = OrderBook.Empty();
            foreach (var bytes in merged.Orders) theirs.Put(StoredOrders.HashOf(bytes.AsSpan()), StoredOrders.EntryOf(bytes.AsSpan()));
            var credits = new MergedCredits(key.Site, orders, theirs);
            VisitorMerge.Into(State, orders, VisitorStateCodec.Decode(merged.State.AsSpan()), theirs, options);
            credits.Settle(State.ListsSeen, orders, merged.Header.Time, effects.Outcomes);
        }

        State.FirstSeen = Instant.Min(State.FirstSeen, merged.Header.Time);
        State.LastSeen = Instant.Max(State.LastSeen, merged.Header.Time);
        State.Merges.Put(merged.MergeId, Stamp.Of(merged.Header.Time, merged.MergeId));
        if (merged.Alias != key.Visitor) State.Aliases.Add(new Alias(merged.Alias, merged.MergeId, merged.Header.Time));
        State.Registered = true;
        State.Identified = true;
        State.Favourites.AgeOut(State.LastSeen, options);
        State.Cart.AgeOut(State.LastSeen, options);
        State.Friends.AgeOut(State.LastSeen, options);
        State.Friends.Forget(_self);
        State.Friends.Forget(ErasedName.HashOf(merged.Alias.Value));
        State.Messages.AgeOut(clock, options);
        StateBudget.Keep(State);
        effects.Changes.Add(new VisitorChange(key, VisitorChangeKind.Merge, merged.Alias.Value, key.Visitor.Value, EventNames.Of(merged), clock));
        Judge(clock, EventNames.Of(merged), options, effects);
        State.NextDue = LifecycleRules.NextDue(State, options);
        ClaimFriends(record, clock, effects);
        return new ApplyResult(ApplyOutcome.Applied);
    }

    // Another visitor was erased whose id is named here: of the name the hash stays, as in the log.
    private ApplyResult ForgetName(Erased erased)
    {
        if (erased.Header.ClaimedUserId is not { } name || !State.Forget(name)) return new ApplyResult(ApplyOutcome.Unconcerned);
        StateBudget.Keep(State);
        return new ApplyResult(ApplyOutcome.Applied);
    }

    private ApplyResult ApplyRelease(LogRecord record, AliasReleased released, Instant clock, VisitorOptions options, VisitorEffects effects)
    {
        // To a stub that is none any more.
        if (released.Alias == key.Visitor) return new ApplyResult(ApplyOutcome.Applied);
        var message = Hash64.Of(released.Header.MessageId);
        if (IsRepeated(message, clock, options)) return new ApplyResult(ApplyOutcome.Duplicate);
        if (State.Aliases.ReleasedTo(released.Alias) is { } holder && Records(record, clock).PassedOn(holder) is { } passedOn)
        {
            effects.Records.Add(passedOn);
            return new ApplyResult(ApplyOutcome.Forwarded);
        }

        State.Messages.Add(message, clock);
        if (released.To != key.Visitor) State.Aliases.Release(released.Alias, released.To, message, released.Header.Time);
        StateBudget.Keep(State);
        if (released.To is not { } user) return new ApplyResult(ApplyOutcome.Applied);
        if (user != key.Visitor) effects.Records.Add(Records(record, clock).HandOn(released, user, State.Messages));
        effects.Records.Add(Records(record, clock).WayIsFree(released, user));
        return new ApplyResult(ApplyOutcome.Applied);
    }

    // What others say makes nobody a visitor: no session, no stage, no sign of life.
    private ApplyResult ApplyClaim(FriendClaimed claimed)
    {
        if (claimed.Friend != _self) State.Friends.Claim(claimed.Friend, claimed.Linked, claimed.Header.Time);
        StateBudget.Keep(State);
        return new ApplyResult(ApplyOutcome.Applied);
    }

    // An anonymous visitor that was handed over keeps nothing but the way to the user.
    private ApplyResult ApplyToStub(LogRecord record, VisitorId user, Instant clock, VisitorOptions options, VisitorEffects effects, bool past)
    {
        var e = record.Event;
        if (e.Header.Bot) return new ApplyResult(ApplyOutcome.Bot);
        if (e is AliasReleased free && free.Alias == key.Visitor)
        {
            if (State.Successor is not null && free.To == State.Successor) (State.HandedOverTo, State.Successor) = (State.Successor, null);
            return new ApplyResult(ApplyOutcome.Applied);
        }

        if (e is not Identified { Proven: true } identified)
        {
            effects.Records.Add(Records(record, clock).Forwarded(user));
            return new ApplyResult(ApplyOutcome.Forwarded);
        }

        var next = new VisitorId(identified.UserId);
        if (next != (State.Successor ?? user))
        {
            var message = Hash64.Of(e.Header.MessageId);
            if (IsRepeated(message, clock, options)) return new ApplyResult(ApplyOutcome.Duplicate);
            effects.Records.Add(Records(record, clock).Release(identified, user));
            if (next == key.Visitor)
            {
                (State.HandedOverTo, State.Successor) = (null, null);
                return ApplyEvent(record, clock, options, effects, past);
            }

            State.Messages.Add(message, clock);
            State.Successor = next;
        }

        // Straight to the user it names: anybody else would take it for an identity of their own.
        effects.Records.Add(Records(record, clock).Forwarded(next));
        return new ApplyResult(ApplyOutcome.Forwarded);
    }

    private void HandOver(LogRecord record, Identified identified, ulong message, bool wasUser, Instant clock, VisitorEffects effects)
    {
        effects.Records.Add(Records(record, clock).Handover(identified, State, orders));
        State = new VisitorState
        {
            HandedOverTo = new VisitorId(identified.UserId),
            Identified = wasUser,
            FirstSeen = State.FirstSeen,
            LastSeen = State.LastSeen,
        };
        State.Messages.Add(message, clock);
        orders.Clear();
    }

    // Only users can be friends: until a visitor is one, its friends are not told.
    private void ClaimFriends(LogRecord record, Instant clock, VisitorEffects effects)
    {
        if (!State.Identified) return;
        foreach (var (friend, said) in State.Friends.TakeUnclaimed()) effects.Records.Add(Records(record, clock).FriendClaim(friend, said));
    }

    private bool IsRepeated(ulong message, Instant clock, VisitorOptions options)
    {
        State.Messages.AgeOut(clock, options);
        return State.Messages.Contains(message);
    }

    // A device that was released belongs to another user; whoever filed the event had not heard of it. An identity goes the way it names.
    private VisitorId? OwnerOfDevice(VisitorEvent e) =>
        e is not Identified && e.Header is { OfUser: false, AnonymousId: { } device } ? State.Aliases.ReleasedTo(new VisitorId(device)) : null;

    // A promotion is the shop's doing: a visitor who is written to has not come back.
    private bool IsSignOfLife(VisitorEvent e) => e is not CampaignContacted || State.LastSeen == Instant.MinValue;

    private OwnerRecords Records(LogRecord cause, Instant clock) => new(key.Visitor, cause, clock);

    private bool IsMisjudged(Instant clock, VisitorOptions options) =>
        LifecycleRules.StageAt(State, options, clock) != State.Stage || LifecycleRules.ActivityAt(State, options, clock) != State.Activity;

    private void Judge(Instant at, string cause, VisitorOptions options, VisitorEffects effects)
    {
        if (State.Consent.RefusesRecognition) return;
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
