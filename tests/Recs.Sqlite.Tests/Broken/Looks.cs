using System.Threading.Channels;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>Lets a mistake that shows for a moment only last until somebody has looked.</summary>
internal sealed class Looks
{
    private readonly Channel<bool> _looks = Channel.CreateUnbounded<bool>();

    public void Look() => _looks.Writer.TryWrite(true);

    /// <summary>Completes when a look that began after this call has ended: at the beginning of the one after it.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        while (_looks.Reader.TryRead(out _))
        {
        }

        await _looks.Reader.ReadAsync(cancel);
        await _looks.Reader.ReadAsync(cancel);
    }
}
