namespace Recs.Sqlite.Tests.Log;

public sealed class ReusedSpaceTests : IAsyncDisposable
{
    private const int Round = 3_000;

    private readonly SqliteHost _host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_room_of_dropped_records_is_used_for_new_ones()
    {
        await AppendAsync();
        await AppendAsync();
        var full = await SizeAsync();
        for (var round = 0; round < 5; round++)
        {
            await DropAsync();
            await AppendAsync();
            Assert.InRange(await SizeAsync(), full, full * 105 / 100);
        }
    }

    private Task AppendAsync() => _host.Installation.EventLog.AppendAsync([.. Enumerable.Range(0, Round).Select(i => new Core.Streaming.NewRecord(1, new byte[300 + (i % 100)]))], Cancel);

    private async Task DropAsync()
    {
        var log = _host.Installation.EventLog;
        var start = await log.StartAsync(1, Cancel);
        while (await log.DropAsync(1, start + Round, 500, Cancel) > 0)
        {
            // Step by step, as retention does.
        }
    }

    private async Task<long> SizeAsync()
    {
        Assert.True(await _host.Installation.Erasures.SealAsync(Cancel));
        return new FileInfo(DataFolder.DatabaseFile(_host.Folder)).Length;
    }
}
