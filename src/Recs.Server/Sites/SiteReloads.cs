using Recs.Core;
using Recs.Core.Recommendations.Snapshots;
using Recs.Server.Hosting;
using Recs.Sites;

namespace Recs.Server.Sites;

/// <summary>
/// Puts changed sites in force while the server runs. What is wrong with a change is logged, all of it at once, and the last good
/// sites go on. Looks at <c>sites.json</c> and the configuration's files once a second: a watch on their folders would wake up at every
/// write to the database, and take in all that lies below.
/// </summary>
public sealed class SiteReloads(
    SiteDirectory directory,
    SiteSources sources,
    SitesFile file,
    SiteOptionsPublisher publisher,
    SnapshotAggregator snapshots,
    TimeProvider clock,
    ILogger<SiteReloads> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private volatile string? _refused;

    /// <summary>What is wrong with the newest change, which is not in force; null: nothing.</summary>
    public string? Refused => _refused;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        var seen = file.Stamp();

        // What changed between the start and this first look is found by looking without waiting.
        var pending = true;
        do
        {
            var stamp = file.Stamp();
            pending |= sources.ReadAgain();
            if (!pending && stamp == seen) continue;
            pending = !await TryReloadAsync(stoppingToken);
            if (!pending) seen = stamp;
        }
        while (await NextAsync(timer, stoppingToken));
    }

    /// <returns>False: the store could not be written, look again.</returns>
    private async Task<bool> TryReloadAsync(CancellationToken cancel)
    {
        if (sources.Read(file, DevelopmentKeys.IsOnly(directory.Sites), out var problems) is not { } table)
        {
            Refuse(string.Join(" ", problems));
            return true;
        }

        try
        {
            await publisher.PublishAsync(Changed(table), cancel);
        }
        catch (StoreUnavailableException e)
        {
            SitesLog.Delayed(logger, e);
            return false;
        }

        snapshots.Follow([.. table.Known.Select(s => s.Id)]);
        directory.Swap(table);
        if (_refused is not null) SitesLog.Mended(logger);
        _refused = null;
        return true;
    }

    private void Refuse(string problems)
    {
        if (_refused != problems) SitesLog.Refused(logger, problems);
        _refused = problems;
    }

    // What was published before may still be on its way to the states and would be published again.
    private Dictionary<string, SiteOptions> Changed(SiteTable table) => table.Sites
        .Where(s => !directory.Sites.TryGetValue(s.Key, out var before) || (before.TimeZone, before.BaseCurrency) != (s.Value.TimeZone, s.Value.BaseCurrency))
        .ToDictionary();

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
