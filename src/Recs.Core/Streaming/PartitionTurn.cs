using Recs.Core.Events;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming;

/// <summary>
/// One batch of a partition: (1) read the timers that may fall due and the visitors that are named, (2) go through the
/// records in order, letting timers pass first, (3) collect what changed. The result does not depend on where batches end.
/// </summary>
internal sealed class PartitionTurn(PartitionMemory memory, PartitionOptions options, IReadOnlyList<(long Offset, LogRecord Record)> records)
{
    private readonly Dictionary<SiteId, TimerIndex> _timers = [];
    private readonly TurnErasures _erasures = new();
    private readonly VisitorEffects _effects = new();
    private readonly List<StoredChange> _changes = [];
    private readonly List<OutboxRecord> _outbox = [];
    private readonly List<ListOutcome> _outcomes = [];

    // Of the record that is being applied.
    private long _offset;

    /// <summary>Runs the turn. The memory then holds what the commit will make true.</summary>
    public async ValueTask<PartitionCommit> RunAsync(CancellationToken cancel)
    {
        memory.Visitors.BeginTurn();
        var count = await PrepareAsync(cancel);
        for (var i = 0; i < count; i++)
        {
            _offset = records[i].Offset;
            Apply(records[i].Record);
        }

        if (count == 0) FireWhatIsLoaded();
        return Collect(count == 0 ? memory.NextOffset : records[count - 1].Offset + 1);
    }

    // Step 1. Returns how many of the records this turn takes: where more timers are due than one turn fires, it ends before
    // the first record that would have to wait for them.
    private async ValueTask<int> PrepareAsync(CancellationToken cancel)
    {
        var (clocks, take) = (new Dictionary<SiteId, Instant>(), records.Count);
        foreach (var (_, record) in records) clocks[record.Site] = memory.Effective(record, clocks);

        var timers = new List<DueVisitor>();
        foreach (var (site, horizon) in clocks)
        {
            var due = await memory.Store.LoadDueAsync(memory.Partition, site, horizon, options.TimersPerTurn, cancel);
            var all = due.Count < options.TimersPerTurn;
            _timers[site] = all ? new TimerIndex(horizon, last: null) : new TimerIndex(due[^1].Due, due[^1].Key.Visitor);
            if (!all) take = Math.Min(take, FirstAt(site, due[^1].Due));
            timers.AddRange(due);
        }

        var wanted = timers.Select(t => t.Key).ToHashSet();
        var withOrders = new HashSet<VisitorKey>();
        for (var i = 0; i < take; i++)
        {
            var record = records[i].Record;
            if (record.Visitor.IsNone || record.Visitor.IsAnonymousEvent) continue;
            if (record.Visitor.IsErasure)
            {
                if (record.Event is Erased) await _erasures.FindAsync(memory, record.Key, cancel);
                continue;
            }

            wanted.Add(record.Key);
            if (record.Visitor.IsAnonymousOrder || NeedsOrders(record.Event)) withOrders.Add(record.Key);
        }

        _erasures.Want(wanted, withOrders);
        await memory.Visitors.EnsureAsync(wanted, withOrders, cancel);
        await EnsureBeginnersAsync(take, cancel);
        foreach (var timer in timers) _timers[timer.Key.Site].Move(memory.Visitors[timer.Key]);
        return take;
    }

    // Whoever is vouched for as a user for the first time begins anew, which takes away orders too.
    private async ValueTask EnsureBeginnersAsync(int take, CancellationToken cancel)
    {
        HashSet<VisitorKey>? beginners = null;
        for (var i = 0; i < take; i++)
        {
            var record = records[i].Record;
            if (NameProof.IsFor(record) && !memory.Visitors[record.Key].Grain.State.Identified) (beginners ??= []).Add(record.Key);
        }

        if (beginners is not null) await memory.Visitors.EnsureAsync(beginners, beginners, cancel);
    }

    private int FirstAt(SiteId site, Instant time)
    {
        var clocks = new Dictionary<SiteId, Instant>();
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i].Record;
            var clock = clocks[record.Site] = memory.Effective(record, clocks);
            if (record.Site == site && clock >= time) return i;
        }

        return records.Count;
    }

    // Step 2.
    private void Apply(LogRecord record)
    {
        var site = memory.Site(record.Site);
        var clock = Instant.Max(site.State.Clock, record.LogTime);
        FireUntil(site, clock);
        site.State.Clock = clock;
        site.State.Live |= SiteLife.Shows(record);
        site.State.Erased.Expire(clock);
        site.Dirty = true;
        if (record.Event is OptionsChanged changed) site.Change(changed.OptionsJson);
        if (record.Visitor.IsNone || site.State.Erased.Refuses(record.Visitor)) return;
        if (record.Visitor.IsErasure)
        {
            // Anything else is on its way to somebody who is no more.
            if (record.Event is Erased erased) Erase(record, erased, site, clock);
            return;
        }

        if (record.Visitor.IsAnonymousEvent)
        {
            CountAnonymous(record, clock);
            return;
        }

        var slot = memory.Visitors[record.Key];
        if (record.Visitor.IsAnonymousOrder)
            ApplyAnonymous(record, slot, site, clock);
        else
            ApplyToVisitor(record, slot, site, clock);
    }

    private void ApplyToVisitor(LogRecord record, VisitorSlot slot, SiteTurn site, Instant clock)
    {
        var result = slot.Grain.Apply(record, clock, site.Options, _effects, SiteLife.IsPast(record, site.State.Live, clock));
        foreach (var asked in _effects.Records)
        {
            if (asked.Event is FriendClaimed) memory.Sightings.SeeFriends(record.Site, record.Visitor, asked.Visitor);
        }

        TakeEffects();
        if (result.Outcome is ApplyOutcome.Bot or ApplyOutcome.Unproven or ApplyOutcome.Unconcerned) return;
        (slot.Dirty, slot.Erased) = (true, false);
        _timers[record.Site].Move(slot);
        if (result.Outcome == ApplyOutcome.Nobodys) CountAnonymous(record, clock);
        if (result.Outcome != ApplyOutcome.Applied) return;
        memory.Sightings.See(record.Site, record.Event);
        if (result.Counts) memory.Counts.Apply(record.Site, Applied(record.Event, clock, result));
    }

    private void Erase(LogRecord record, Erased erased, SiteTurn site, Instant clock)
    {
        foreach (var key in _erasures.Of(record.Key))
        {
            var slot = memory.Visitors[key];
            slot.Grain.Forget();
            (slot.Dirty, slot.Erased) = (true, true);
            _timers[record.Site].Move(slot);
        }

        var hash = ErasedName.HashOf(record.Visitor.Value);
        if (!site.State.Erased.Contains(hash))
            _effects.Changes.Add(new VisitorChange(record.Key, VisitorChangeKind.Erased, "", erased.Receipt, EventNames.Of(erased), clock));
        site.State.Erased.Add(hash, clock + site.Options.ErasureMemory);
        TakeEffects();
    }

    private static AppliedEvent Applied(VisitorEvent e, Instant clock, ApplyResult result) =>
        new(e, clock, result.EarlierInSession, result.BoughtBefore, result.SeenInSession, result.BoughtAgainBefore);

    private void ApplyAnonymous(LogRecord record, VisitorSlot slot, SiteTurn site, Instant clock)
    {
        var outcome = AnonymousOrders.Apply(record, slot.Grain.Orders, site.State.Anonymous, site.Options);
        slot.Dirty |= outcome != AnonymousOutcome.Nothing;
        if (outcome == AnonymousOutcome.Counts) CountAnonymous(record, clock);
    }

    // Nobody's: it has no session, so a view has no neighbours.
    private void CountAnonymous(LogRecord record, Instant clock)
    {
        if (record.Event.Header.Bot) return;
        memory.Sightings.See(record.Site, record.Event);
        memory.Counts.Apply(record.Site, new AppliedEvent(record.Event, clock, [], null));
    }

    private void FireUntil(SiteTurn site, Instant clock)
    {
        var timers = _timers[site.Site];
        while (timers.Next(clock) is { } key)
        {
            var slot = memory.Visitors[key];
            slot.Dirty = true;
            slot.Grain.FireNext(site.Options, _effects);
            timers.Move(slot);
            TakeEffects();
        }
    }

    // More timers are due before the first record than one turn fires.
    private void FireWhatIsLoaded()
    {
        var site = records[0].Record.Site;
        _offset = records[0].Offset;
        FireUntil(memory.Site(site), _timers[site].Until);
    }

    private void TakeEffects()
    {
        foreach (var change in _effects.Changes) _changes.Add(new StoredChange(memory.NextChange++, change.Encode(), _offset));
        foreach (var record in _effects.Records) _outbox.Add(new OutboxRecord(memory.NextOutbox++, LogRecordCodec.Encode(record)));
        foreach (var outcome in _effects.Outcomes)
        {
            _outcomes.Add(outcome);
            memory.Counts.Count(outcome);
        }

        _effects.Outcomes.Clear();
        _effects.Changes.Clear();
        _effects.Records.Clear();
    }

    // Step 3.
    private PartitionCommit Collect(long nextOffset)
    {
        var visitors = new List<VisitorWrite>();
        var orders = new List<OrderWrite>();
        foreach (var slot in memory.Visitors.TakeDirty())
        {
            var key = slot.Grain.Key;
            if (slot.Erased)
                visitors.Add(new VisitorWrite(key, null, null));
            else if (!key.Visitor.IsAnonymousOrder)
                visitors.Add(new VisitorWrite(key, VisitorStateCodec.Encode(slot.Grain.State), slot.Grain.State.NextDue));
            foreach (var (hash, bytes) in slot.Grain.Orders.TakeChanged()) orders.Add(new OrderWrite(key, hash, bytes));
            slot.IndexedDue = null;
        }

        return new PartitionCommit
        {
            Partition = memory.Partition,
            Epoch = memory.Epoch,
            FromOffset = memory.NextOffset,
            NextOffset = nextOffset,
            Visitors = visitors,
            Orders = orders,
            Sites = memory.TakeDirtySites(),
            Counters = memory.Counts.TakeChanged(),
            Changes = _changes,
            Outbox = _outbox,
            Outcomes = _outcomes,
            Sightings = memory.Sightings.TakeItems(claimed: false),
            Names = memory.Sightings.TakeNames(claimed: false),
            ClaimedSightings = memory.Sightings.TakeItems(claimed: true),
            ClaimedNames = memory.Sightings.TakeNames(claimed: true),
        };
    }

    private static bool NeedsOrders(VisitorEvent e) => e is OrderCompleted or OrderRefunded or Merged or Identified { Proven: true };
}
