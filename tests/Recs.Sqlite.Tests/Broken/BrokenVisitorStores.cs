using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>Forgets to look at the epoch.</summary>
internal sealed class EpochBlindStore(IVisitorStore inner, IVisitorReader reader) : PassingVisitorStore(inner)
{
    public override async Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel) =>
        await base.CommitAsync(With(commit, epoch: (await reader.HeadAsync(commit.Partition, cancel)).Epoch), cancel);
}

/// <summary>Forgets to look at the offset.</summary>
internal sealed class OffsetBlindStore(IVisitorStore inner, IVisitorReader reader) : PassingVisitorStore(inner)
{
    public override async Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel)
    {
        var stored = (await reader.HeadAsync(commit.Partition, cancel)).NextOffset;
        var forced = new PartitionCommit
        {
            Partition = commit.Partition,
            Epoch = commit.Epoch,
            FromOffset = stored,
            NextOffset = Math.Max(stored, commit.NextOffset),
            Visitors = commit.Visitors,
        };
        return await base.CommitAsync(forced, cancel);
    }
}

/// <summary>Takes a commit that only fires timers for one that was made already.</summary>
internal sealed class TimerlessStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel) =>
        commit.NextOffset == commit.FromOffset ? Task.FromResult(CommitOutcome.OffsetGap) : base.CommitAsync(commit, cancel);
}

/// <summary>Writes each visitor of a commit by itself, and shows it.</summary>
internal sealed class PiecemealStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    private readonly Looks _looks = new();

    public override async Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel)
    {
        foreach (var visitor in commit.Visitors)
        {
            var step = new PartitionCommit
            {
                Partition = commit.Partition,
                Epoch = commit.Epoch,
                FromOffset = commit.FromOffset,
                NextOffset = commit.FromOffset,
                Visitors = [visitor],
            };
            await base.CommitAsync(step, cancel);
            await _looks.WaitAsync(cancel);
        }

        return await base.CommitAsync(With(commit, visitors: []), cancel);
    }

    public override ValueTask<IReadOnlyList<StoredVisitor>> LoadAsync(int partition, IReadOnlyList<VisitorKey> visitors, bool withOrders, CancellationToken cancel)
    {
        _looks.Look();
        return base.LoadAsync(partition, visitors, withOrders, cancel);
    }
}

/// <summary>Removes one outbox record too many.</summary>
internal sealed class OutboxLosingStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task CompleteOutboxAsync(int partition, long upToSequence, IReadOnlyList<AliasBinding> aliases, CancellationToken cancel) =>
        base.CompleteOutboxAsync(partition, upToSequence + 1, aliases, cancel);
}

/// <summary>Removes the outbox records first, shows that, and shows the aliases later.</summary>
internal sealed class LateAliasStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    private readonly Looks _looks = new();

    public override async Task CompleteOutboxAsync(int partition, long upToSequence, IReadOnlyList<AliasBinding> aliases, CancellationToken cancel)
    {
        await base.CompleteOutboxAsync(partition, upToSequence, [], cancel);
        await _looks.WaitAsync(cancel);
        await base.CompleteOutboxAsync(partition, upToSequence, aliases, cancel);
    }

    public override ValueTask<IReadOnlyList<OutboxRecord>> ReadOutboxAsync(int partition, int limit, CancellationToken cancel)
    {
        _looks.Look();
        return base.ReadOutboxAsync(partition, limit, cancel);
    }
}

/// <summary>Sorts timers as C# compares text.</summary>
internal sealed class Utf16Store(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override async ValueTask<IReadOnlyList<DueVisitor>> LoadDueAsync(int partition, SiteId site, Instant until, int limit, CancellationToken cancel)
    {
        var due = await base.LoadDueAsync(partition, site, until, int.MaxValue, cancel);
        return [.. due.OrderBy(d => d.Due).ThenBy(d => d.Key.Visitor.Value, StringComparer.Ordinal).Take(limit)];
    }
}

/// <summary>Sorts orders by hash as a signed number.</summary>
internal sealed class SignedStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override async ValueTask<IReadOnlyList<StoredVisitor>> LoadAsync(int partition, IReadOnlyList<VisitorKey> visitors, bool withOrders, CancellationToken cancel) =>
        [.. (await base.LoadAsync(partition, visitors, withOrders, cancel)).Select(v => v with { Orders = [.. v.Orders.OrderBy(o => (long)o.Hash)] })];
}

/// <summary>Lets an owner keep the epoch it had.</summary>
internal sealed class SleepyEpochStore(IVisitorStore inner, IVisitorReader reader) : PassingVisitorStore(inner)
{
    public override async ValueTask<PartitionHead> AcquireAsync(int partition, CancellationToken cancel)
    {
        var head = await reader.HeadAsync(partition, cancel);
        return head.Epoch > 0 ? head : await base.AcquireAsync(partition, cancel);
    }
}

/// <summary>Keeps an order that was to be removed.</summary>
internal sealed class HoardingStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel) =>
        base.CommitAsync(With(commit, orders: [.. commit.Orders.Where(o => o.Bytes is not null)]), cancel);
}

/// <summary>Loses the last counter of a commit.</summary>
internal sealed class CounterLosingStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel) =>
        base.CommitAsync(With(commit, counters: [.. commit.Counters.SkipLast(1)]), cancel);
}

/// <summary>Keeps a change that was to be replaced.</summary>
internal sealed class ChangeHoardingStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task ReplaceChangesAsync(int partition, IReadOnlyList<StoredChange> changes, CancellationToken cancel) =>
        base.ReplaceChangesAsync(partition, [.. changes.Skip(1)], cancel);
}

/// <summary>Believes browsers as it does the shop.</summary>
internal sealed class CredulousStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel) =>
        base.CommitAsync(With(commit, sightings: [.. commit.Sightings.Concat(commit.ClaimedSightings).DistinctBy(s => (s.Site, s.Item.Item))], claimed: []), cancel);
}

/// <summary>Keeps of a browser's product nothing once the shop has named it.</summary>
internal sealed class DistrustfulStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel) => base.CommitAsync(With(commit, claimed: []), cancel);
}

/// <summary>Drops the changes of the first record that was to stay, too.</summary>
internal sealed class GenerousDropStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task<int> DropChangesAsync(int partition, long beforeOffset, int most, CancellationToken cancel) =>
        base.DropChangesAsync(partition, beforeOffset + 1, most, cancel);
}

/// <summary>Drops all there is in one go.</summary>
internal sealed class UnboundedDropStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task<int> DropChangesAsync(int partition, long beforeOffset, int most, CancellationToken cancel) =>
        base.DropChangesAsync(partition, beforeOffset, int.MaxValue, cancel);
}

/// <summary>Says that changes were dropped and keeps them.</summary>
internal sealed class BoastingDropStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    private int _left = 3;

    public override Task<int> DropChangesAsync(int partition, long beforeOffset, int most, CancellationToken cancel)
    {
        var dropped = Math.Min(_left, most);
        _left -= dropped;
        return Task.FromResult(dropped);
    }
}

/// <summary>Forgets only some of the ids.</summary>
internal sealed class HalfForgettingStore(IVisitorStore inner) : PassingVisitorStore(inner)
{
    public override Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> ids, CancellationToken cancel) => base.ForgetAsync(site, [.. ids.Skip(1)], cancel);
}

/// <summary>Finds visitors of every site.</summary>
internal sealed class SiteBlindStore(IVisitorStore inner, SiteId other) : PassingVisitorStore(inner)
{
    public override async ValueTask<IReadOnlyList<VisitorKey>> FindByHashAsync(int partition, SiteId site, ulong hash, CancellationToken cancel) =>
        [.. await base.FindByHashAsync(partition, site, hash, cancel), .. await base.FindByHashAsync(partition, other, hash, cancel)];
}
