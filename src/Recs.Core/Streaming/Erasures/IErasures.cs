namespace Recs.Core.Streaming.Erasures;

/// <summary>The erasures of an installation, kept durably: those to be done, and receipts of those that are.</summary>
public interface IErasures
{
    /// <summary>Keeps it, in the place of the one with the same receipt where there is one.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task SaveAsync(Erasure erasure, CancellationToken cancel);

    /// <summary>The one with this receipt; null: none.</summary>
    ValueTask<Erasure?> FindAsync(string receipt, CancellationToken cancel);

    /// <summary>Those not done yet, the one asked for first first.</summary>
    ValueTask<IReadOnlyList<Erasure>> ReadOpenAsync(CancellationToken cancel);

    /// <summary>Sees to it that what was removed or replaced before this call is in no file any more.</summary>
    /// <returns>False where something is in the way, a long read say: try again later.</returns>
    ValueTask<bool> SealAsync(CancellationToken cancel);
}
