namespace Recs.Core.Streaming.Retention;

/// <summary>
/// Erasures and retention both take things out of the log, and each relies on what the other leaves: one at a time. Owners and
/// collectors are not concerned.
/// </summary>
public sealed class LogRewriting : IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);

    /// <summary>Waits until nobody else rewrites; disposing of what it gives lets the next one in.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        return new Turn(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        private bool _over;

        public void Dispose()
        {
            if (!_over) free.Release();
            _over = true;
        }
    }
}
