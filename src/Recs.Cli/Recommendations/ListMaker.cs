using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Visitors;
using Recs.Sqlite;

namespace Recs.Cli.Recommendations;

/// <summary>Makes one list from what a data folder holds, as the server would.</summary>
public sealed class ListMaker(SqliteInstallation installation, SiteId site, TimeProvider clock)
{
    /// <param name="request">Without problems.</param>
    /// <param name="visitor">Null: nobody.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="CliException">The site knows no such visitor.</exception>
    public async Task<RecommendationList> MakeAsync(RecommendationRequest request, VisitorId? visitor, CancellationToken cancel)
    {
        using var snapshots = new SnapshotAggregator(
            [site], installation.VisitorReader, installation.Catalog, CountingOptions.Default, SnapshotOptions.Default, clock, NullLogger<SnapshotAggregator>.Instance);
        await snapshots.RefreshAsync(cancel);
        var view = visitor is { } id ? await ReadAsync(id, cancel) : null;
        return new Recommender(RecommenderOptions.Default, [], clock).Recommend(request, view, snapshots.Current(site));
    }

    // A page cannot wait for a slow store, a person can.
    private async Task<VisitorView> ReadAsync(VisitorId id, CancellationToken cancel)
    {
        var visitors = new VisitorViewReader(installation.VisitorReader, installation.Partitions, clock, Timeout.InfiniteTimeSpan);
        var reading = await visitors.ReadAsync(site, id, cancel);
        return reading.View ?? throw new CliException(ExitCodes.Failed, $"The site {site} knows no visitor {id}. Check the id, --site and --data, or leave --visitor out.");
    }
}
