using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Recs.Core.Recommendations.Rules;

/// <summary>
/// The rules in force, per site: looked for in the store once a second, so that a change reaches every process; a store that does not
/// answer, or rules that cannot be read, leave the last good ones. Read by anyone.
/// </summary>
public sealed class RuleBooks(IRuleStore store, TimeProvider clock, ILogger<RuleBooks> logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SiteId, (long Version, RuleBook Book)> _books = new();

    /// <summary>The rules of a site; empty for one not looked at yet.</summary>
    public RuleBook Current(SiteId site) => _books.TryGetValue(site, out var known) ? known.Book : RuleBook.Empty;

    /// <summary>Brings a site's rules up to date now.</summary>
    /// <exception cref="StoreUnavailableException">The last good ones stay.</exception>
    public async Task RefreshAsync(SiteId site, CancellationToken cancel)
    {
        var version = await store.VersionAsync(site, cancel);
        if (_books.TryGetValue(site, out var known) && known.Version == version) return;
        var set = await store.ReadAsync(site, cancel);
        _books.AddOrUpdate(site, static (_, s) => (s.Version, new RuleBook(s.Rules)), static (_, old, s) => s.Version >= old.Version ? (s.Version, new RuleBook(s.Rules)) : old, set);
    }

    /// <summary>Looks after these sites until cancelled.</summary>
    public async Task RunAsync(Func<IEnumerable<SiteId>> sites, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                foreach (var site in sites()) await TryRefreshAsync(site, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task TryRefreshAsync(SiteId site, CancellationToken cancel)
    {
        try
        {
            await RefreshAsync(site, cancel);
        }
        catch (RecsException e)
        {
            RuleLog.Stale(logger, site, e);
        }
    }
}
