using Microsoft.Extensions.Logging;

namespace Recs.Core.Recommendations.Lists;

/// <summary>The background of the lists: writes the new ones, drops the old ones in small steps.</summary>
public sealed class ListKeeper(ListBuffer buffer, IListStore store, ListOptions options, TimeProvider clock, ILogger<ListKeeper> logger)
{
    /// <summary>Lists dropped in one step, so that the store is never held for long.</summary>
    private const int DropStep = 500;

    private Instant _dropNext = Instant.MinValue;

    /// <summary>Works until cancelled, then writes what waits. Failures are logged and tried again at the next turn.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.WriteEvery, clock);
        while (await NextAsync(timer, cancel))
        {
            await TurnAsync(cancel);
        }

        await TryWriteAsync(CancellationToken.None);
    }

    /// <summary>One turn.</summary>
    public async Task TurnAsync(CancellationToken cancel)
    {
        await TryWriteAsync(cancel);
        var now = Instant.Now(clock);
        if (now < _dropNext) return;
        _dropNext = now + options.DropEvery;
        await TryDropAsync(now - options.Kept, cancel);
    }

    private async Task TryWriteAsync(CancellationToken cancel)
    {
        try
        {
            await buffer.WriteAsync(cancel);
        }
        catch (StoreUnavailableException e)
        {
            ListLog.Wait(logger, e);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The end; what was cut off is written by the last turn, or the store is closed already.
        }
    }

    private async Task TryDropAsync(Instant before, CancellationToken cancel)
    {
        try
        {
            while (await store.DropBeforeAsync(before, DropStep, cancel) >= DropStep)
            {
                // Others write between two steps.
            }
        }
        catch (StoreUnavailableException e)
        {
            ListLog.NotDropped(logger, e);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
