using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Writing;

public sealed class DiskFullTests : IAsyncDisposable
{
    private const long Small = 512 * 1024;

    private readonly SqliteHost _host = new(partitions: 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_finds_no_room_is_refused_as_a_whole_and_work_goes_on_when_there_is_room()
    {
        var installation = _host.Installation;
        await installation.SetMaxBytesAsync(Small, Cancel);
        var stored = await FillAsync(installation.EventLog);

        Assert.InRange(stored, 1, Small / 10_000);
        Assert.Equal([stored, stored], await EndsAsync(installation.EventLog));
        Assert.InRange(new FileInfo(DataFolder.DatabaseFile(_host.Folder)).Length, 0, Small);

        await installation.SetMaxBytesAsync(null, Cancel);
        await installation.EventLog.AppendAsync(Pair(stored), Cancel);

        await _host.CloseAsync();
        var log = _host.Installation.EventLog;
        Assert.Equal([stored + 1, stored + 1], await EndsAsync(log));
        for (var p = 0; p < 2; p++)
            Assert.Equal(Enumerable.Range(0, (int)stored + 1), (await log.ReadAsync(p, 0, int.MaxValue, Cancel)).Select(r => BitConverter.ToInt32(r.Bytes.Span)));
    }

    [Fact]
    public async Task Every_sender_hears_that_there_is_no_room_and_readers_go_on()
    {
        var installation = _host.Installation;
        var head = await installation.Visitors.AcquireAsync(0, Cancel);
        await installation.SetMaxBytesAsync(Small, Cancel);
        await FillAsync(installation.EventLog);

        var key = new VisitorKey(SiteId.Default, new VisitorId("v"));
        var commit = new PartitionCommit { Partition = 0, Epoch = head.Epoch, FromOffset = 0, NextOffset = 1, Visitors = [new VisitorWrite(key, new byte[50_000], new Instant(1))] };
        var big = new string('x', 50_000);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => installation.Visitors.CommitAsync(commit, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => installation.Catalog.PutAsync(SiteId.Default, [new(new ItemId("a"), big)], Cancel));
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            installation.DeadLetters.AddAsync([new(SiteId.Default, new Instant(0), "x", "x", null, big)], Cancel));
        Assert.Contains("full", error.Message, StringComparison.Ordinal);

        Assert.Equal(0, (await installation.VisitorReader.HeadAsync(0, Cancel)).NextOffset);
        Assert.Null((await installation.Visitors.LoadAsync(0, [key], withOrders: false, Cancel))[0].State);
        Assert.Null((await installation.Catalog.GetAsync(SiteId.Default, [new ItemId("a")], Cancel))[0]);
        Assert.Empty(await installation.DeadLetters.CountAsync(SiteId.Default, Cancel));

        await installation.SetMaxBytesAsync(null, Cancel);
        Assert.Equal(CommitOutcome.Committed, await installation.Visitors.CommitAsync(commit, Cancel));
    }

    [Fact]
    public async Task The_bound_of_the_options_holds_from_the_start()
    {
        var options = _host.Options;
        options.MaxBytes = Small;
        await using var installation = SqliteInstallation.Open(options, _host.Clock);

        Assert.InRange(await FillAsync(installation.EventLog), 1, Small / 10_000);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    // Each call fills about 10 KB of both partitions.
    private static async Task<long> FillAsync(IEventLog log)
    {
        for (long i = 0; ; i++)
        {
            try
            {
                await log.AppendAsync(Pair(i), Cancel);
            }
            catch (StoreUnavailableException)
            {
                return i;
            }
        }
    }

    private static NewRecord[] Pair(long value) => [new(0, Record(value)), new(1, Record(value))];

    private static byte[] Record(long value)
    {
        var bytes = new byte[5_000];
        BitConverter.TryWriteBytes(bytes, (int)value);
        return bytes;
    }

    private static async Task<long[]> EndsAsync(IEventLog log) => [await log.EndAsync(0, Cancel), await log.EndAsync(1, Cancel)];
}
