using Recs.Core.Streaming;
using Recs.Models.Learning;
using Recs.Server.Sites;

namespace Recs.Server.Models;

/// <summary>Trains each site again on a schedule, or after so many new records, if the settings say so.</summary>
public sealed class TrainerService(Trainer trainer, SiteDirectory sites, IEventLog log, TrainingSettings settings, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (since, seen) = (clock.GetTimestamp(), await LogInteractions.CountAsync(log, stoppingToken));
        using var timer = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var records = settings.AfterEvents is null ? seen : await LogInteractions.CountAsync(log, stoppingToken);
                if (!(clock.GetElapsedTime(since) >= settings.Every) && !(records - seen >= settings.AfterEvents)) continue;
                (since, seen) = (clock.GetTimestamp(), records);
                foreach (var site in sites.Current.Known.Select(s => s.Id))
                {
                    if (trainer.TryBegin(site, null, publish: true, out var ended, stoppingToken)) await ended;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
