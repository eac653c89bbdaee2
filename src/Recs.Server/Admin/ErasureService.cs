using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;

namespace Recs.Server.Admin;

/// <summary>Carries erasures out, those that wait together; those that an earlier process left in the middle first.</summary>
public sealed class ErasureService(Eraser eraser, IErasures erasures, RefusedIds refused, IEventLog log, IVisitorReader reader, TimeProvider clock, ILogger<ErasureService> logger) : BackgroundService
{
    // A batch looks for every id in every record, so that it has a bound.
    private const int MostAtOnce = 100;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _asked = new(0);

    /// <summary>An erasure was asked for.</summary>
    public void Wake() => _asked.Release();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await refused.LoadAsync(reader, log.Partitions, erasures, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await erasures.ReadOpenAsync(stoppingToken) is { Count: > 0 } open)
                {
                    await eraser.RunAsync([.. open.Take(MostAtOnce)], stoppingToken);

                    // Ids that only the log knew of.
                    await refused.LoadAsync(reader, log.Partitions, erasures, stoppingToken);
                }

                await _asked.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                AdminLog.ErasureWaits(logger, RetryDelay, e);
                await Task.Delay(RetryDelay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
