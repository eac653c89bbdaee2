using Recs.Server.Sites;

namespace Recs.Server.Recommender;

/// <summary>Runs <see cref="WarmUp"/> once at the start, behind the first snapshots and before the server takes requests.</summary>
internal sealed class WarmUpService(WarmUp warmUp, SiteDirectory sites) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await warmUp.RunAsync(sites.Current.Known.Select(s => s.Id), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
