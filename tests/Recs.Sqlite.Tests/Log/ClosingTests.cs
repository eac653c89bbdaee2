namespace Recs.Sqlite.Tests.Log;

public sealed class ClosingTests : IAsyncDisposable
{
    private readonly SqliteHost _host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_wait_for_records_are_told_that_none_will_come()
    {
        var log = _host.Installation.EventLog;
        var waiting = log.WaitAsync(0, 0, Cancel);

        await _host.CloseAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => log.WaitAsync(0, 0, Cancel));
    }

    [Fact]
    public async Task What_is_asked_of_a_closed_installation_is_refused()
    {
        var installation = _host.Installation;
        await installation.EventLog.AppendAsync([new(0, new byte[] { 1 })], Cancel);
        await _host.CloseAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => installation.EventLog.AppendAsync([new(0, new byte[] { 1 })], Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await installation.EventLog.ReadAsync(0, 0, 1, Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await installation.VisitorReader.ScanAsync(0, Cancel).ToListAsync(Cancel));
        await installation.DisposeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
