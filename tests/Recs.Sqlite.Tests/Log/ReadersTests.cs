using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Log;

public sealed class ReadersTests : IAsyncDisposable
{
    private readonly SqliteHost _host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_readers_than_connections_all_get_their_answer()
    {
        var log = _host.Installation.EventLog;
        await log.AppendAsync([.. Enumerable.Range(0, 100).Select(i => new NewRecord(0, BitConverter.GetBytes(i)))], Cancel);

        var reads = Enumerable.Range(0, 40).Select(_ => Task.Run(async () => await log.ReadAsync(0, 0, 1000, Cancel), Cancel));

        Assert.All(await Task.WhenAll(reads), records => Assert.Equal(Enumerable.Range(0, 100), records.Select(r => BitConverter.ToInt32(r.Bytes.Span))));
    }

    [Fact]
    public async Task Many_open_scans_do_not_keep_others_from_reading()
    {
        var installation = _host.Installation;
        var head = await installation.Visitors.AcquireAsync(0, Cancel);
        var visitors = Enumerable.Range(0, 3).Select(i => new VisitorWrite(new VisitorKey(SiteId.Default, new VisitorId("v" + i)), [1], null)).ToArray();
        await installation.Visitors.CommitAsync(new PartitionCommit { Partition = 0, Epoch = head.Epoch, FromOffset = 0, NextOffset = 1, Visitors = visitors }, Cancel);
        var scans = Enumerable.Range(0, 10).Select(_ => installation.VisitorReader.ScanAsync(0, Cancel).GetAsyncEnumerator(Cancel)).ToList();
        foreach (var scan in scans) Assert.True(await scan.MoveNextAsync());

        Assert.Equal(1, (await installation.VisitorReader.HeadAsync(0, Cancel)).NextOffset);

        foreach (var scan in scans) await scan.DisposeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
