namespace Recs.Core.Recommendations.Lists;

/// <summary>
/// The lists that were given, and what came of them. Outcomes come in with the commits of their visitors' owners
/// (<see cref="Streaming.PartitionCommit.Outcomes"/>), lists in batches from the background of those who answer.
/// </summary>
public interface IListStore : IGivenLists
{
    /// <summary>Keeps lists, in the place of those with the same site and id where there are any.</summary>
    /// <exception cref="StoreUnavailableException">None of them was kept.</exception>
    Task SaveAsync(IReadOnlyList<ListRecord> lists, CancellationToken cancel);

    /// <summary>The lists made for a visitor, by id, which is the order in which they were made.</summary>
    /// <param name="site">The visitor's.</param>
    /// <param name="visitor">Exactly this id.</param>
    /// <param name="after">Only lists behind this one; null: from the first on.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>None: there are no more.</returns>
    ValueTask<IReadOnlyList<ListRecord>> ReadOfVisitorAsync(SiteId site, VisitorId visitor, Guid? after, int most, CancellationToken cancel);

    /// <summary>What came of a list, in the order of commits for each visitor. Outcomes of lists that are not kept may be there.</summary>
    ValueTask<IReadOnlyList<ListOutcome>> ReadOutcomesAsync(SiteId site, Guid id, CancellationToken cancel);

    /// <summary>Drops lists made before a time, and outcomes committed before it in the order of their commits; so many of each at most, the oldest first.</summary>
    /// <returns>How many went; less than <paramref name="most"/>: nothing is left to drop.</returns>
    /// <exception cref="StoreUnavailableException">None of them was dropped.</exception>
    Task<int> DropBeforeAsync(Instant time, int most, CancellationToken cancel);

    /// <summary>Drops the lists made for these visitors. Outcomes name nobody and stay.</summary>
    /// <returns>How many went.</returns>
    /// <exception cref="StoreUnavailableException">None of them was dropped.</exception>
    Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> visitors, CancellationToken cancel);
}
