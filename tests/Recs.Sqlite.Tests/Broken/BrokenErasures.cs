using Recs.Core.Streaming.Erasures;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>Erasures that are passed on, for mistakes to be made in.</summary>
internal abstract class PassingErasures(IErasures inner) : IErasures
{
    public virtual Task SaveAsync(Erasure erasure, CancellationToken cancel) => inner.SaveAsync(erasure, cancel);

    public virtual ValueTask<Erasure?> FindAsync(string receipt, CancellationToken cancel) => inner.FindAsync(receipt, cancel);

    public virtual ValueTask<IReadOnlyList<Erasure>> ReadOpenAsync(CancellationToken cancel) => inner.ReadOpenAsync(cancel);

    public virtual ValueTask<bool> SealAsync(CancellationToken cancel) => inner.SealAsync(cancel);
}

/// <summary>Keeps an erasure as it was saved first.</summary>
internal sealed class FirstSavedErasures(IErasures inner) : PassingErasures(inner)
{
    public override async Task SaveAsync(Erasure erasure, CancellationToken cancel)
    {
        if (await FindAsync(erasure.Receipt, cancel) is null) await base.SaveAsync(erasure, cancel);
    }
}

/// <summary>Takes an erasure for done once no row names the visitor, though the files still do.</summary>
internal sealed class HastyErasures(IErasures inner) : PassingErasures(inner)
{
    public override async ValueTask<IReadOnlyList<Erasure>> ReadOpenAsync(CancellationToken cancel) =>
        [.. (await base.ReadOpenAsync(cancel)).Where(e => e.Status == ErasureStatus.Pending)];
}

/// <summary>Gives those asked for last first, so that under load the first ones wait for ever.</summary>
internal sealed class NewestFirstErasures(IErasures inner) : PassingErasures(inner)
{
    public override async ValueTask<IReadOnlyList<Erasure>> ReadOpenAsync(CancellationToken cancel) => [.. (await base.ReadOpenAsync(cancel)).Reverse()];
}

/// <summary>Loses the ids an erasure still has to remove.</summary>
internal sealed class TraillessErasures(IErasures inner) : PassingErasures(inner)
{
    public override Task SaveAsync(Erasure erasure, CancellationToken cancel) => base.SaveAsync(erasure with { Trail = new VisitorTrail([], []) }, cancel);
}

/// <summary>Removes the receipts with the names when it seals.</summary>
internal sealed class SweepingErasures(IErasures inner) : PassingErasures(inner)
{
    private bool _sealed;

    public override ValueTask<bool> SealAsync(CancellationToken cancel)
    {
        _sealed = true;
        return base.SealAsync(cancel);
    }

    public override ValueTask<Erasure?> FindAsync(string receipt, CancellationToken cancel) => _sealed ? ValueTask.FromResult<Erasure?>(null) : base.FindAsync(receipt, cancel);
}
