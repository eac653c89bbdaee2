using Recs.Core.Streaming.Retention;

namespace Recs.Server.Admin.Retention;

/// <summary>Drops what is old, at start and then every so often. A failure, whatever it is, leaves everything as it is until the next time; the server goes on.</summary>
public sealed class RetentionService(Retainer retainer, RetentionSettings settings, TimeProvider clock, ILogger<RetentionService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var every = new PeriodicTimer(settings.Interval, clock);
        try
        {
            do await RunAsync(stoppingToken);
            while (await every.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what was begun goes on after the next start.
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            var dropped = await retainer.RunAsync(stop => Task.Delay(settings.Rest, clock, stop), cancel);
            if (dropped != default) AdminLog.Dropped(logger, dropped.Records, dropped.Changes, dropped.DeadLetters, settings.Days);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            AdminLog.RetentionWaits(logger, settings.Interval, e);
        }
    }
}
