using Recs.Core.Recommendations.Snapshots;
using Recs.Models.Serving;
using Recs.Server.Sites;

namespace Recs.Server.Models;

/// <summary>Lets the models that were published serve: those there are before the server answers, later ones within a second or two.</summary>
public sealed class ModelService(ModelBooks books, SnapshotAggregator snapshots, SiteDirectory sites) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var site in sites.Current.Known) await books.TryRefreshAsync(site.Id, snapshots.RefreshAsync, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        books.RunAsync(() => sites.Current.Known.Select(s => s.Id), snapshots.RefreshAsync, stoppingToken);
}
