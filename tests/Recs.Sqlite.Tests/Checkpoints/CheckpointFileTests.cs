using System.Text;
using Microsoft.Data.Sqlite;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Retention;

namespace Recs.Sqlite.Tests.Checkpoints;

public sealed class CheckpointFileTests : IAsyncDisposable
{
    private const string Telling = "a-state-that-is-easily-found-xq7";

    private readonly SqliteHost _host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => DataFolder.CheckpointFile(_host.Folder);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task No_file_is_made_where_nothing_is_dropped()
    {
        Assert.Null(_host.Installation.Checkpoints.Current);
        await _host.CloseAsync();
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_single_bit_that_has_changed_is_found_and_the_message_says_what_to_do()
    {
        await FillAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Telling));
        bytes[at + 3] ^= 1;
        await System.IO.File.WriteAllBytesAsync(File, bytes, Cancel);

        var checkpoint = _host.Installation.Checkpoints.Current!;
        await checkpoint.CheckAsync(0, Cancel);
        var found = await Assert.ThrowsAsync<StoredFormatException>(async () => await checkpoint.CheckAsync(1, Cancel));
        Assert.Contains("checkpoint.db is damaged: what is stored of partition 1", found.Message, StringComparison.Ordinal);
        Assert.Contains("Restore recs.db and checkpoint.db from one backup", found.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoredFormatException>(async () => await checkpoint.CopyAsync(Cancel));
    }

    [Theory]
    [InlineData("DELETE FROM visitor")]
    [InlineData("DELETE FROM visitor_order")]
    [InlineData("DELETE FROM counter")]
    [InlineData("UPDATE partition SET next_offset = 0")]
    [InlineData("UPDATE partition_site SET bytes = x'00'")]
    [InlineData("DELETE FROM erased_site")]
    [InlineData("DELETE FROM message_id")]
    [InlineData("DELETE FROM name")]
    public async Task Whatever_is_lost_or_changed_is_found_before_a_replay_starts_from_it(string harm)
    {
        await FillAsync();
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT group_concat('DROP TRIGGER ' || name, '; ') FROM sqlite_schema WHERE type = 'trigger'";
            command.CommandText = $"{command.ExecuteScalar()}; {harm}";
            Assert.True(command.ExecuteNonQuery() > 0);
        }

        var checkpoint = _host.Installation.Checkpoints.Current!;
        await Assert.ThrowsAsync<StoredFormatException>(async () => await checkpoint.CopyAsync(Cancel));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_and_the_shop_runs_on()
    {
        await FillAsync();
        await System.IO.File.WriteAllTextAsync(File, new string('x', 10_000), Cancel);

        Assert.Contains("damaged", Assert.Throws<StoredFormatException>(() => _host.Installation.Checkpoints.Current).Message, StringComparison.Ordinal);
        await _host.Installation.EventLog.AppendAsync([new(1, new byte[] { 1 })], Cancel);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_with_a_message()
    {
        await FillAsync();
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        Assert.Contains("schema version 99; this build reads", Assert.Throws<StoredFormatException>(() => _host.Installation.Checkpoints.Current).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_is_missing_though_records_were_dropped_is_missed()
    {
        await FillAsync();
        System.IO.File.Delete(File);

        Assert.Contains("checkpoint.db is missing", Assert.Throws<StoredFormatException>(() => _host.Installation.Checkpoints.Current).Message, StringComparison.Ordinal);
        Assert.Throws<StoredFormatException>(() => _host.Installation.Checkpoints.OpenOrCreate());
    }

    [Fact]
    public async Task A_checkpoint_that_ends_before_the_log_begins_is_told()
    {
        await FillAsync();
        var log = _host.Installation.EventLog;
        await log.AppendAsync([new(1, new byte[] { 1 }), new(1, new byte[] { 2 })], Cancel);
        await log.DropAsync(1, 3, 100, Cancel);

        var found = await Assert.ThrowsAsync<StoredFormatException>(async () => await ReplayStart.ReadAsync(log, _host.Installation.Checkpoints.Current, Cancel));
        Assert.Contains("the checkpoint ends before record 1, and the log begins with record 3", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_removed_from_it_is_in_no_file_once_sealed()
    {
        await FillAsync();
        var checkpoint = _host.Installation.Checkpoints.Current!;
        var head = await checkpoint.Store.AcquireAsync(1, Cancel);
        await checkpoint.Store.CommitAsync(Commit(head, [new(Key, null, null)]), Cancel);
        Assert.True(await _host.Installation.Erasures.SealAsync(Cancel));

        foreach (var file in Directory.GetFiles(_host.Folder, "checkpoint.db*")) Assert.True(Read(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Telling)) < 0, file);
    }

    private static VisitorKey Key => new(SiteId.Default, new VisitorId("v"));

    // A checkpoint of one record, which the log no longer holds.
    private async Task FillAsync()
    {
        var store = _host.Installation;
        var checkpoint = store.Checkpoints.OpenOrCreate();
        await store.EventLog.AppendAsync([new(1, new byte[] { 1 })], Cancel);
        await checkpoint.KeepAsync(new CheckpointNotes([SiteId.Default], [(SiteId.Default, "m1")]), Cancel);
        var head = await checkpoint.Store.AcquireAsync(1, Cancel);
        Assert.Equal(CommitOutcome.Committed, await checkpoint.Store.CommitAsync(Commit(head, [new(Key, Encoding.UTF8.GetBytes(Telling), null)], records: 1), Cancel));
        await store.EventLog.DropAsync(1, 1, 100, Cancel);
        await _host.CloseAsync();
    }

    private static PartitionCommit Commit(PartitionHead head, VisitorWrite[] visitors, int records = 0) => new()
    {
        Partition = 1,
        Epoch = head.Epoch,
        FromOffset = head.NextOffset,
        NextOffset = head.NextOffset + records,
        Visitors = visitors,
        Orders = [new(Key, 5, [5])],
        Sites = [new(SiteId.Default, [7])],
        Counters = [new(SiteId.Default, 1, 2, [3])],
        Names = [(SiteId.Default, 1, "one")],
    };

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
