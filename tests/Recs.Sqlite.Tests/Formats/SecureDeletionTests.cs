using System.Text;
using Microsoft.Data.Sqlite;
using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Formats;

/// <summary>What is deleted or replaced is in no file once it was sealed.</summary>
public sealed class SecureDeletionTests : IAsyncDisposable
{
    private const string Secret = "very-telling-words-xq7";

    private readonly SqliteHost _host = new(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replaced_records_and_removed_letters_are_in_no_file_once_sealed()
    {
        var store = _host.Installation;
        await store.EventLog.AppendAsync([.. Enumerable.Range(0, 500).Select(i => new NewRecord(0, Bytes(i % 5 == 0 ? $"{Secret} {i}" : $"harmless {i}")))], Cancel);
        await store.DeadLetters.AddAsync([.. Enumerable.Range(0, 300).Select(i => new DeadLetter(SiteId.Default, new Instant(i), "x", Secret, null, new string('b', i * 20) + Secret))], Cancel);
        Assert.NotEmpty(FilesWithSecret());

        await store.EventLog.ReplaceAsync(0, [.. Enumerable.Range(0, 100).Select(i => new StoredRecord(i * 5, Bytes("blank")))], Cancel);
        var letters = await store.DeadLetters.ScanAsync(SiteId.Default, Cancel).Select(l => l.Number).ToListAsync(Cancel);
        await store.DeadLetters.RemoveAsync(SiteId.Default, letters, Cancel);
        Assert.True(await store.Erasures.SealAsync(Cancel));

        Assert.Empty(FilesWithSecret());
        Assert.Equal(0, new FileInfo(DataFolder.DatabaseFile(_host.Folder) + "-wal").Length);
    }

    // Cells move when trees are balanced: each site's timers change a few times before half of its visitors go.
    [Fact]
    public async Task Deleted_visitors_are_in_no_page_that_they_were_moved_out_of()
    {
        var random = new Random(1);
        var head = await _host.Installation.Visitors.AcquireAsync(0, Cancel);
        var keys = Enumerable.Range(0, 24_000).Select(i => new VisitorKey(new SiteId($"site-{i % 6}"), new VisitorId($"{random.Next():x8}-{(i / 6 % 2 == 0 ? Secret : "somebody")}-{i}"))).ToList();
        for (var round = 0; round < 4; round++)
        {
            foreach (var site in keys.GroupBy(k => k.Site))
                await CommitAsync(site.Where(_ => round == 0 || random.Next(4) == 0).Select(k => new VisitorWrite(k, new byte[random.Next(20)], new Instant(random.Next()))));
        }

        var (gone, kept) = (keys.FindAll(k => IsSecret(k)), keys.FindAll(k => !IsSecret(k)));
        await CommitAsync(gone.Select(k => new VisitorWrite(k, null, null)));
        Assert.True(await _host.Installation.Erasures.SealAsync(Cancel));
        Assert.Empty(FilesWithSecret());

        // Nor does a page come back that a connection remembers as it was.
        await CommitAsync(kept.Select(k => new VisitorWrite(k, [1], new Instant(random.Next()))));
        await _host.CloseAsync();
        Assert.Empty(FilesWithSecret());
        Assert.Equal(kept.Count, await _host.Installation.VisitorReader.ScanAsync(0, Cancel).CountAsync(Cancel));
        Assert.Equal("ok", Integrity());

        static bool IsSecret(VisitorKey key) => key.Visitor.Value.Contains(Secret, StringComparison.Ordinal);

        async Task CommitAsync(IEnumerable<VisitorWrite> visitors) => Assert.Equal(CommitOutcome.Committed, await _host.Installation.Visitors.CommitAsync(
            new PartitionCommit { Partition = 0, Epoch = head.Epoch, FromOffset = head.NextOffset, NextOffset = head.NextOffset, Visitors = [.. visitors] }, Cancel));
    }

    [Fact]
    public async Task While_a_scan_reads_what_was_before_it_cannot_be_sealed()
    {
        var store = _host.Installation;
        await store.DeadLetters.AddAsync([new(SiteId.Default, new Instant(1), "x", Secret, null, ""), new(SiteId.Default, new Instant(2), "x", "", null, "")], Cancel);
        await using (var scan = store.DeadLetters.ScanAsync(SiteId.Default, Cancel).GetAsyncEnumerator(Cancel))
        {
            Assert.True(await scan.MoveNextAsync());
            await store.DeadLetters.RemoveAsync(SiteId.Default, [scan.Current.Number], Cancel);
            Assert.False(await store.Erasures.SealAsync(Cancel));
        }

        Assert.True(await store.Erasures.SealAsync(Cancel));
        Assert.Empty(FilesWithSecret());
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private List<string> FilesWithSecret() =>
        [.. Directory.GetFiles(_host.Folder).Where(f => !f.EndsWith("recs.lock", StringComparison.Ordinal) && Read(f).AsSpan().IndexOf(Bytes(Secret)) >= 0)];

    private object? Integrity()
    {
        using var connection = new SqliteConnection($"Data Source={DataFolder.DatabaseFile(_host.Folder)};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return command.ExecuteScalar();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
