using Recs.Core;
using Recs.Core.Streaming;
using Recs.Models.Registry;
using Recs.Server.Sites;

namespace Recs.Server.Models;

/// <summary>
/// Trains each site again so long after its newest model, or after so many new records, if the settings say so. A site without a model is due at
/// once. A failure is logged and tried again when the site is due the next time.
/// </summary>
public sealed class TrainerService(Trainer trainer, ModelRegistry registry, SiteDirectory sites, IEventLog log, TrainingSettings settings, TimeProvider clock, ILogger<TrainerService> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<SiteId, (DateTimeOffset Tried, long Records)> _last = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var site in sites.Current.Known.Select(s => s.Id)) await LookAsync(site, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task LookAsync(SiteId site, CancellationToken cancel)
    {
        try
        {
            var records = await RecordsAsync(cancel);
            if (!_last.TryGetValue(site, out var last)) last = _last[site] = await BeginAsync(site, records, cancel);
            if (!(clock.GetUtcNow() - last.Tried >= settings.Every) && !(records - last.Records >= settings.AfterEvents)) return;
            // Where another training runs the site stays due.
            if (!trainer.TryBegin(site, null, publish: true, out var ended, cancel)) return;
            _last[site] = (clock.GetUtcNow(), records);
            await ended;
        }
        catch (RecsException error)
        {
            TrainerLog.NotTrained(logger, site, error.Message);
        }
    }

    // A model that was there before the server started has its age; how much came since it nobody knows.
    private async Task<(DateTimeOffset, long)> BeginAsync(SiteId site, long records, CancellationToken cancel) =>
        await registry.ListAsync(site, cancel) is [var newest, ..] ? (newest.Stored.Added.ToDateTimeOffset(), records) : (DateTimeOffset.MinValue, 0);

    // Ends of partitions, which retention does not move.
    private async Task<long> RecordsAsync(CancellationToken cancel)
    {
        var records = 0L;
        for (var partition = 0; partition < log.Partitions; partition++) records += await log.EndAsync(partition, cancel);
        return records;
    }
}
