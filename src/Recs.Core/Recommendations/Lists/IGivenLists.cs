namespace Recs.Core.Recommendations.Lists;

/// <summary>Finds lists as they were given.</summary>
public interface IGivenLists
{
    /// <summary>A list of a site; null: there is none, or no longer.</summary>
    /// <exception cref="StoreUnavailableException">The store does not say.</exception>
    ValueTask<ListRecord?> FindAsync(SiteId site, Guid id, CancellationToken cancel);
}
