namespace Recs.Core.Streaming;

/// <summary>Events that were refused, kept for the people who send them.</summary>
public interface IDeadLetters
{
    /// <summary>Keeps all of them durably, or none.</summary>
    /// <exception cref="StoreUnavailableException">None was kept.</exception>
    Task AddAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancel);

    /// <summary>The newest of a site, newest first.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(SiteId site, int limit, CancellationToken cancel);

    /// <summary>All of a site with their numbers, oldest number first.</summary>
    IAsyncEnumerable<StoredDeadLetter> ScanAsync(SiteId site, CancellationToken cancel);

    /// <summary>Removes those with these numbers, all or none; a number that is not there is no error.</summary>
    /// <exception cref="StoreUnavailableException">None was removed.</exception>
    Task RemoveAsync(SiteId site, IReadOnlyList<long> numbers, CancellationToken cancel);

    /// <summary>Drops letters of all sites that came before a time, at most so many.</summary>
    /// <returns>How many were dropped.</returns>
    /// <exception cref="StoreUnavailableException">None was dropped.</exception>
    Task<int> DropAsync(Instant before, int most, CancellationToken cancel);

    /// <summary>How many of a site there are by code.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> CountAsync(SiteId site, CancellationToken cancel);
}

/// <param name="Number">Tells it from others.</param>
/// <param name="Letter">The letter.</param>
public readonly record struct StoredDeadLetter(long Number, DeadLetter Letter);

/// <param name="Site">Whose.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Code">The reason, from the closed list of the collector.</param>
/// <param name="Message">The reason in words, naming the field.</param>
/// <param name="MessageId">The sender's id of the event, if it could be read.</param>
/// <param name="Body">The event cleaned of personal data; for unreadable input its hash, length and first error.</param>
public sealed record DeadLetter(SiteId Site, Instant ReceivedAt, string Code, string Message, string? MessageId, string Body);
