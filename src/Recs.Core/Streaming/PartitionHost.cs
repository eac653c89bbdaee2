using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Recs.Core.Streaming;

/// <summary>
/// Runs all partitions of an installation in this process: turns, outboxes and the ticks of quiet partitions. Each partition
/// is a loop of its own; a failing store makes it wait and start again, never lose its place.
/// </summary>
public sealed class PartitionHost : IAsyncDisposable
{
    private readonly IEventLog _log;
    private readonly PartitionHostOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<PartitionHost> _logger;
    private readonly OutboxDrain _outbox;
    private readonly Ticker _ticker;
    private readonly VisitorPartition[] _partitions;
    private readonly ConcurrentDictionary<SiteId, bool> _liveSites = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Instant[] _tickedAt;
    private Task _running = Task.CompletedTask;

    public PartitionHost(
        IEventLog log, IVisitorStore store, Func<IPartitionCounts> counts, PartitionHostOptions options, TimeProvider clock, ILogger<PartitionHost> logger)
    {
        (_log, _options, _clock, _logger) = (log, options, clock, logger);
        _outbox = new OutboxDrain(log, store);
        _ticker = new Ticker(log, store, clock, options);
        _tickedAt = new Instant[log.Partitions];
        _partitions = [.. Enumerable.Range(0, log.Partitions).Select(p => new VisitorPartition(p, log, store, counts, options.Partition))];
    }

    /// <summary>The failure that stopped a partition for good, or null: stored bytes this build cannot read, say.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Starts the loops; they run until <see cref="DisposeAsync"/>, which may be called twice.</summary>
    public void Start() => _running = Task.WhenAll(_partitions.Select(p => Task.Run(() => LoopAsync(p, _stopping.Token))));

    /// <summary>
    /// Applies everything the log holds, and what that puts into it in turn, without loops or ticks: for imports and tests.
    /// Not while the loops run.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        bool moved;
        do
        {
            moved = false;
            foreach (var round in await Task.WhenAll(_partitions.Select(p => Task.Run(() => CatchUpAsync(p, cancel), cancel)))) moved |= round;
        }
        while (moved);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        await _running;
    }

    private async Task<bool> CatchUpAsync(VisitorPartition partition, CancellationToken cancel)
    {
        var moved = false;
        while (await partition.TurnAsync(cancel)) moved = true;
        return await _outbox.DrainAsync(partition.Partition, cancel) > 0 || moved;
    }

    private async Task LoopAsync(VisitorPartition partition, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await StepAsync(partition, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StoreUnavailableException or PartitionLostException)
            {
                StreamingLog.PartitionWaits(_logger, partition.Partition, _options.RetryDelay, e);
                await Task.Delay(_options.RetryDelay, _clock, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (Exception e)
            {
                Failure = e;
                StreamingLog.PartitionStopped(_logger, partition.Partition, e);
                return;
            }
        }
    }

    private async ValueTask StepAsync(VisitorPartition partition, CancellationToken cancel)
    {
        var worked = await partition.TurnAsync(cancel);
        await _outbox.DrainAsync(partition.Partition, cancel);
        var now = Instant.Now(_clock);
        if (worked && now - _tickedAt[partition.Partition] < _options.TickInterval) return;

        // A site that is quiet beside a busy one in the partition gets its ticks too.
        _tickedAt[partition.Partition] = now;
        foreach (var (site, _, live) in partition.Sites)
        {
            if (live) _liveSites[site] = true;
        }

        var sites = partition.Sites.Where(s => _liveSites.ContainsKey(s.Site)).Select(s => (s.Site, s.Clock)).ToList();
        if (await _ticker.TickAsync(partition.Partition, sites, cancel) is { } wait && !worked) await SleepAsync(partition, wait, cancel);
    }

    private async Task SleepAsync(VisitorPartition partition, TimeSpan wait, CancellationToken cancel)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var record = _log.WaitAsync(partition.Partition, partition.NextOffset ?? 0, awake.Token);
        var timer = Task.Delay(wait, _clock, awake.Token);
        await Task.WhenAny(record, timer);
        await awake.CancelAsync();
    }
}
