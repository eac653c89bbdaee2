using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Streaming.Retention;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>Checkpoints that are passed on, for mistakes to be made in.</summary>
internal sealed class PassingCheckpoints(ICheckpoints inner, Func<ICheckpoint, ICheckpoint> broken) : ICheckpoints
{
    private ICheckpoint? _checkpoint;

    public ICheckpoint? Current => inner.Current is { } current ? _checkpoint ??= broken(current) : null;

    public ICheckpoint OpenOrCreate()
    {
        var current = inner.OpenOrCreate();
        return _checkpoint ??= broken(current);
    }
}

internal abstract class PassingCheckpoint(ICheckpoint inner) : ICheckpoint
{
    public virtual IVisitorStore Store => inner.Store;

    public IVisitorReader Reader => inner.Reader;

    public ValueTask<IReadOnlySet<SiteId>> ErasedSitesAsync(CancellationToken cancel) => inner.ErasedSitesAsync(cancel);

    public virtual Task KeepAsync(CheckpointNotes notes, CancellationToken cancel) => inner.KeepAsync(notes, cancel);

    public virtual IAsyncEnumerable<string> MessageIdsAsync(SiteId site, CancellationToken cancel) => inner.MessageIdsAsync(site, cancel);

    public virtual Task ForgetMessageIdsAsync(SiteId site, IReadOnlyList<string> messageIds, CancellationToken cancel) => inner.ForgetMessageIdsAsync(site, messageIds, cancel);

    public ValueTask CheckAsync(int partition, CancellationToken cancel) => inner.CheckAsync(partition, cancel);

    public virtual ValueTask<ReplayStore> CopyAsync(CancellationToken cancel) => inner.CopyAsync(cancel);
}

/// <summary>Lets replays write on the checkpoint itself.</summary>
internal sealed class SharingCheckpoint(ICheckpoint inner) : PassingCheckpoint(inner)
{
    public override ValueTask<ReplayStore> CopyAsync(CancellationToken cancel) => ValueTask.FromResult(new ReplayStore(Store, Reader));
}

/// <summary>Keeps the notes of the last call only.</summary>
internal sealed class ForgetfulCheckpoint(ICheckpoint inner) : PassingCheckpoint(inner)
{
    public override async Task KeepAsync(CheckpointNotes notes, CancellationToken cancel)
    {
        foreach (var site in notes.MessageIds.Select(m => m.Site).Distinct().ToList())
            await ForgetMessageIdsAsync(site, await MessageIdsAsync(site, cancel).ToListAsync(cancel), cancel);
        await base.KeepAsync(notes, cancel);
    }
}

/// <summary>Shows the message ids of a site to all others too.</summary>
internal sealed class SiteBlindCheckpoint(ICheckpoint inner, SiteId other) : PassingCheckpoint(inner)
{
    public override IAsyncEnumerable<string> MessageIdsAsync(SiteId site, CancellationToken cancel) =>
        base.MessageIdsAsync(site, cancel).Concat(base.MessageIdsAsync(other, cancel));
}

/// <summary>Numbers no changes.</summary>
internal sealed class NumberlessCheckpoint(ICheckpoint inner) : PassingCheckpoint(inner)
{
    private readonly ChangelessStore _store = new(inner.Store);

    public override IVisitorStore Store => _store;

    private sealed class ChangelessStore(IVisitorStore inner) : PassingVisitorStore(inner)
    {
        public override Task<CommitOutcome> CommitAsync(PartitionCommit commit, CancellationToken cancel) => base.CommitAsync(
            new PartitionCommit
            {
                Partition = commit.Partition,
                Epoch = commit.Epoch,
                FromOffset = commit.FromOffset,
                NextOffset = commit.NextOffset,
                Visitors = commit.Visitors,
                Orders = commit.Orders,
                Sites = commit.Sites,
                Counters = commit.Counters,
                Outbox = commit.Outbox,
                Names = commit.Names,
            }, cancel);
    }
}
