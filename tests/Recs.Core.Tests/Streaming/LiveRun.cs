using Recs.Core.Streaming;

namespace Recs.Core.Tests.Streaming;

/// <summary>Applies traffic as it comes, chunk by chunk, with the ticks that a host of this clock appends in quiet times.</summary>
internal sealed class LiveRun : IAsyncDisposable
{
    private static readonly PartitionHostOptions Options = new() { TickInterval = TimeSpan.FromHours(12), IdleCheck = TimeSpan.FromDays(1) };

    private readonly Installation _shop;
    private readonly MixedTraffic _traffic;
    private readonly PartitionHost _host;
    private readonly Ticker _ticker;

    public LiveRun(Installation shop, MixedTraffic traffic)
    {
        (_shop, _traffic) = (shop, traffic);
        _host = shop.Host(Options);
        _ticker = new Ticker(shop.Log, shop.Store, shop.Clock, Options);
    }

    public int Ticks { get; private set; }

    /// <summary>So many events, in chunks, each a little later.</summary>
    public async Task SendAsync(int events, int chunk = 400)
    {
        for (; events > 0; events -= chunk)
        {
            _shop.Clock.Advance(TimeSpan.FromSeconds(40));
            await _shop.AppendAsync(_traffic.Next(Math.Min(chunk, events), _shop.Now));
            await _host.CatchUpAsync(Installation.Cancel);
        }
    }

    /// <summary>Applies what is in the log now.</summary>
    public Task CatchUpAsync() => _host.CatchUpAsync(Installation.Cancel);

    public Task ChangeOptionsAsync() => _shop.AppendAsync(_traffic.ChangedOptions(_shop.Now));

    /// <summary>Time passes without events; timers pass by ticks.</summary>
    public async Task BeQuietAsync(TimeSpan time)
    {
        for (var until = _shop.Now + time; ;)
        {
            var (ticked, sleep) = (false, Options.IdleCheck);
            for (var partition = 0; partition < _shop.Log.Partitions; partition++)
            {
                if (await _ticker.TickAsync(partition, await SitesAsync(partition), Installation.Cancel) is { } wait) sleep = wait < sleep ? wait : sleep;
                else ticked = true;
            }

            if (ticked) Ticks++;
            await _host.CatchUpAsync(Installation.Cancel);
            if (!ticked && _shop.Now >= until) return;
            if (!ticked) _shop.Clock.Advance(sleep < until - _shop.Now ? sleep : until - _shop.Now);
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<IReadOnlyList<(SiteId, Instant)>> SitesAsync(int partition)
    {
        var head = await _shop.Reader.HeadAsync(partition, Installation.Cancel);
        return [.. head.Sites.Select(s => (s.Site, SitePartitionState.Decode(s.Bytes).Clock))];
    }
}
