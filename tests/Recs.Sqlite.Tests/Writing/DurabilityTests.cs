using Recs.Core.Streaming;
using Recs.TestKit;

namespace Recs.Sqlite.Tests.Writing;

public sealed class DurabilityTests : IAsyncDisposable
{
    private readonly SqliteHost _host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_is_in_the_files_at_once()
    {
        var installation = _host.Installation;
        var head = await installation.Visitors.AcquireAsync(1, Cancel);
        var key = new VisitorKey(SiteId.Default, new VisitorId("v"));
        for (var i = 0; i < 50; i++) await installation.EventLog.AppendAsync([new(i % 4, new byte[] { (byte)i })], Cancel);
        await installation.Visitors.CommitAsync(
            new PartitionCommit { Partition = 1, Epoch = head.Epoch, FromOffset = 0, NextOffset = 9, Visitors = [new VisitorWrite(key, [7], null)] }, Cancel);

        using var image = CopyAsAfterACrash();
        var options = _host.Options;
        options.Folder = image.Path;
        await using var copy = SqliteInstallation.Open(options, _host.Clock);

        for (var p = 0; p < 4; p++)
            Assert.Equal(Enumerable.Range(0, 50).Where(i => i % 4 == p), (await copy.EventLog.ReadAsync(p, 0, 100, Cancel)).Select(r => (int)r.Bytes.Span[0]));
        Assert.Equal(9, (await copy.VisitorReader.HeadAsync(1, Cancel)).NextOffset);
        Assert.Equal([7], (await copy.Visitors.LoadAsync(1, [key], withOrders: false, Cancel))[0].State!);
    }

    [Fact]
    public async Task The_write_ahead_log_stays_short_however_much_is_written()
    {
        var log = _host.Installation.EventLog;
        var records = Enumerable.Range(0, 100).Select(i => new NewRecord(i % 4, new byte[10_000])).ToArray();

        long longest = 0;
        for (var i = 0; i < 80; i++)
        {
            await log.AppendAsync(records, Cancel);
            longest = Math.Max(longest, new FileInfo(DataFolder.DatabaseFile(_host.Folder) + "-wal").Length);
        }

        Assert.InRange(longest, 1, 40 * 1024 * 1024);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private TempFolder CopyAsAfterACrash()
    {
        var image = new TempFolder();
        foreach (var file in Directory.GetFiles(_host.Folder, "recs.db*"))
            if (!file.EndsWith("-shm", StringComparison.Ordinal)) File.Copy(file, image.File(Path.GetFileName(file)));
        return image;
    }
}
