using Recs.Core.Recommendations.Snapshots;

namespace Recs.Server.Recommender;

/// <summary>Keeps the snapshots current while the server runs; the first ones are there before it answers.</summary>
public sealed class SnapshotService(SnapshotAggregator snapshots) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await snapshots.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => snapshots.RunAsync(stoppingToken);
}
