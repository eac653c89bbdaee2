using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Streaming;
using Recs.Sqlite;

namespace Recs.Cli.Recommendations;

/// <summary>Makes one list from what a data folder holds, as the server would.</summary>
/// <param name="reader">States and counts, as they are or as they were.</param>
/// <param name="installation">Catalogue and rules, as they are.</param>
/// <param name="site">Of which site.</param>
/// <param name="clock">What time it is for the list.</param>
public sealed class ListMaker(IVisitorReader reader, SqliteInstallation installation, SiteId site, TimeProvider clock)
{
    public ListMaker(SqliteInstallation installation, SiteId site, TimeProvider clock) : this(installation.VisitorReader, installation, site, clock)
    {
    }

    /// <param name="request">Without problems.</param>
    /// <param name="visitor">Null: nobody.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="CliException">The site knows no such visitor.</exception>
    public async Task<RecommendationList> MakeAsync(RecommendationRequest request, VisitorId? visitor, CancellationToken cancel)
    {
        var (snapshot, rules) = await ReadAsync(cancel);
        var recommender = Recommender();
        var view = visitor is { } id ? await ReadAsync(id, recommender.AsksFriends(request.Form), "or leave --visitor out", cancel) : null;
        return recommender.Recommend(request, view, snapshot, rules);
    }

    /// <summary>Why a product is in the list, or what keeps it out.</summary>
    /// <param name="request">The list, without problems.</param>
    /// <param name="item">The product.</param>
    /// <param name="visitor">Whose list.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="CliException">The site knows no such visitor.</exception>
    public async Task<WhyAnswer> WhyAsync(RecommendationRequest request, ItemId item, VisitorId visitor, CancellationToken cancel)
    {
        var (snapshot, rules) = await ReadAsync(cancel);
        var recommender = Recommender();
        var view = await ReadAsync(visitor, recommender.AsksFriends(request.Form), "or give the id the visitor is known by", cancel);
        return recommender.Why(request, item, view, snapshot, rules);
    }

    private Recommender Recommender() => new(RecommenderOptions.Default, [], clock);

    private async Task<(SiteSnapshot Snapshot, RuleBook Rules)> ReadAsync(CancellationToken cancel)
    {
        using var snapshots = new SnapshotAggregator(
            [site], reader, installation.Catalog, CountingOptions.Default, SnapshotOptions.Default, clock, NullLogger<SnapshotAggregator>.Instance, await ServedModel.AtAsync(installation.Models, site, clock, cancel));
        await snapshots.RefreshAsync(cancel);
        return (snapshots.Current(site), new RuleBook((await installation.Rules.ReadAsync(site, cancel)).Rules));
    }

    // A page cannot wait for a slow store, a person can.
    private async Task<VisitorView> ReadAsync(VisitorId id, bool withCircle, string orElse, CancellationToken cancel)
    {
        var visitors = new VisitorViewReader(reader, installation.Partitions, clock, Timeout.InfiniteTimeSpan);
        var reading = await visitors.ReadAsync(site, id, withCircle, cancel);
        return reading.View ?? throw new CliException(ExitCodes.Failed, $"The site {site} knows no visitor {id}. Check the id, --site and --data, {orElse}.");
    }
}
