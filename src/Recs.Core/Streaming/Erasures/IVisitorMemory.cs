namespace Recs.Core.Streaming.Erasures;

/// <summary>Something beside states and log that names visitors, and forgets them when they are erased.</summary>
public interface IVisitorMemory
{
    /// <summary>Drops what names these visitors, in memory and in the store.</summary>
    /// <returns>How many things went.</returns>
    /// <exception cref="StoreUnavailableException">Try again later.</exception>
    Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> visitors, CancellationToken cancel);
}
