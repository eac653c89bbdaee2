using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Tests.Writing;

/// <summary>Holds the writer within a transaction, so that a test can queue more behind it.</summary>
internal sealed class Gate : IDisposable
{
    private readonly ManualResetEventSlim _entered = new();
    private readonly ManualResetEventSlim _opened = new();

    /// <summary>Starts a write that holds the writer, and returns when it does. The write gives the version of its transaction.</summary>
    public Task<long> Enter(Writer writer)
    {
        var write = writer.WriteAsync(0, Hold, CancellationToken.None);
        _entered.Wait();
        return write;
    }

    /// <summary>Lets the writer go on.</summary>
    public void Open() => _opened.Set();

    public void Dispose()
    {
        _opened.Set();
        _entered.Dispose();
        _opened.Dispose();
    }

    private long Hold(WriteSession session)
    {
        _entered.Set();
        _opened.Wait();
        return session.Version();
    }
}
