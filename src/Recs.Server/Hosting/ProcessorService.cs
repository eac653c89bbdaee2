using Recs.Core.Streaming;
using Recs.Server.Sites;

namespace Recs.Server.Hosting;

/// <summary>Runs the processor role: publishes the sites' options, then works through the partitions until the server stops.</summary>
public sealed class ProcessorService(SiteOptionsPublisher options, SiteDirectory sites, PartitionHost partitions) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await options.PublishAsync(sites.Sites, cancellationToken);
        partitions.Start();
    }

    // The container disposes of the host, then of the store beneath it.
    public Task StopAsync(CancellationToken cancellationToken) => partitions.DisposeAsync().AsTask();
}
