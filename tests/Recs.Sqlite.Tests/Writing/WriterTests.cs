using Microsoft.Extensions.Logging.Abstractions;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Log;
using Recs.Sqlite.Visitors;
using Recs.Sqlite.Writing;
using Recs.TestKit;

namespace Recs.Sqlite.Tests.Writing;

public sealed class WriterTests : IAsyncDisposable
{
    private const int MaxWaiting = 100;
    private const string Insert = "INSERT INTO log(place, bytes) VALUES(?, x'00')";

    private readonly TempFolder _folder = new();
    private readonly DatabaseFile _file;
    private readonly Writer _writer;

    public WriterTests()
    {
        _file = new DatabaseFile(_folder.File("recs.db"), new SqliteOptions { Partitions = 1, Synchronous = SynchronousMode.Off });
        var database = _file.OpenWriter();
        _writer = new Writer(database, new LogEnds(database, 1), new ChangeEnds(database, 1), new VisitorVersions(), MaxWaiting, NullLogger.Instance);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_that_wait_together_share_a_transaction()
    {
        using var gate = new Gate();
        var first = gate.Enter(_writer);
        var waiting = Enumerable.Range(0, 50).Select(_ => _writer.WriteAsync(0, session => session.Version(), Cancel)).ToArray();

        gate.Open();

        Assert.Single((await Task.WhenAll(waiting)).Distinct());
        Assert.NotEqual(await first, await waiting[0]);
    }

    [Fact]
    public async Task A_group_of_many_bytes_is_divided()
    {
        using var gate = new Gate();
        var first = gate.Enter(_writer);
        var waiting = Enumerable.Range(0, 8).Select(_ => _writer.WriteAsync(4 * 1024 * 1024, session => session.Version(), Cancel)).ToArray();

        gate.Open();

        await first;
        Assert.Equal(4, (await Task.WhenAll(waiting)).Distinct().Count());
    }

    [Fact]
    public async Task An_error_fails_every_write_of_its_group_and_none_of_them_is_stored()
    {
        using var gate = new Gate();
        var first = gate.Enter(_writer);
        var before = _writer.WriteAsync(0, Row(1), Cancel);
        var guilty = _writer.WriteAsync(0, Row(1), Cancel);
        var after = _writer.WriteAsync(0, Row(2), Cancel);

        gate.Open();

        await first;
        foreach (var task in new[] { before, guilty, after })
        {
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => task);
            Assert.Contains("UNIQUE constraint failed", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, Rows());
    }

    [Fact]
    public async Task After_an_error_the_writer_goes_on()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _writer.WriteAsync<bool>(0, session =>
        {
            Row(1)(session);
            session.Version();
            session.Ends.Take(0);
            throw new InvalidOperationException("A bug.");
        }, Cancel));

        Assert.Equal(1, await _writer.WriteAsync(0, session => session.Version(), Cancel));
        Assert.Equal(0, await _writer.WriteAsync(0, session => session.Ends.Take(0), Cancel));
        await _writer.WriteAsync(0, Row(1), Cancel);
        Assert.Equal(1, Rows());
    }

    [Fact]
    public async Task A_write_that_is_wrong_in_itself_concerns_its_sender_alone()
    {
        using var gate = new Gate();
        var first = gate.Enter(_writer);
        var before = _writer.WriteAsync(0, Row(1), Cancel);
        var wrong = _writer.WriteAsync<bool>(0, _ => throw new RefusedWriteException(new ArgumentException("Wrong.")), Cancel);
        var after = _writer.WriteAsync(0, Row(2), Cancel);

        gate.Open();

        await Task.WhenAll(first, before, after);
        Assert.Equal("Wrong.", (await Assert.ThrowsAsync<ArgumentException>(() => wrong)).Message);
        Assert.Equal(2, Rows());
    }

    [Fact]
    public async Task Senders_never_go_on_on_the_writers_thread()
    {
        using var gate = new Gate();
        var held = gate.Enter(_writer);
        var write = _writer.WriteAsync(0, _ => Environment.CurrentManagedThreadId, Cancel);
        var follower = write.ContinueWith(_ => Environment.CurrentManagedThreadId, Cancel, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        gate.Open();

        await held;
        Assert.NotEqual(await write, await follower);
    }

    [Fact]
    public async Task Writes_are_done_in_the_order_they_came_even_where_the_queue_is_full()
    {
        using var gate = new Gate();
        var first = gate.Enter(_writer);
        var order = new List<int>();
        var writes = Enumerable.Range(0, 5 * MaxWaiting).Select(i => _writer.WriteAsync(0, _ =>
        {
            order.Add(i);
            return i;
        }, Cancel)).ToArray();

        gate.Open();

        await first;
        Assert.Equal(Enumerable.Range(0, writes.Length), await Task.WhenAll(writes));
        Assert.Equal(Enumerable.Range(0, writes.Length), order);
    }

    [Fact]
    public async Task A_write_cancelled_while_it_waits_is_not_done()
    {
        using var gate = new Gate();
        using var source = new CancellationTokenSource();
        var first = gate.Enter(_writer);
        var inQueue = _writer.WriteAsync(0, Row(1), source.Token);
        var filling = Enumerable.Range(2, MaxWaiting).Select(i => _writer.WriteAsync(0, Row(i), Cancel)).ToArray();
        var atTheDoor = _writer.WriteAsync(0, Row(1000), source.Token);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => atTheDoor);
        gate.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inQueue);
        await Task.WhenAll([first, .. filling]);
        Assert.Equal(MaxWaiting, Rows());
    }

    [Fact]
    public async Task Closing_finishes_what_waits_and_refuses_what_comes_later()
    {
        using var gate = new Gate();
        var first = gate.Enter(_writer);
        var waiting = Enumerable.Range(0, 20).Select(i => _writer.WriteAsync(0, Row(i), Cancel)).ToArray();

        var closing = _writer.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _writer.WriteAsync(0, Row(100), Cancel));
        gate.Open();
        await closing;

        await Task.WhenAll([first, .. waiting]);
        Assert.Equal(20, Rows());
    }

    [Theory]
    [InlineData(SynchronousMode.Full, 2)]
    [InlineData(SynchronousMode.Normal, 1)]
    [InlineData(SynchronousMode.Off, 0)]
    public void The_mode_of_the_options_is_the_one_of_the_connection(SynchronousMode mode, int stored)
    {
        using var database = new DatabaseFile(_folder.File("mode.db"), new SqliteOptions { Synchronous = mode }).OpenWriter();

        Assert.Equal(stored, database.Number("PRAGMA synchronous"));
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _folder.Dispose();
    }

    private static Func<WriteSession, bool> Row(int place) => session =>
    {
        session.Database.Prepare(Insert).Bind(place).Run();
        return true;
    };

    private long Rows()
    {
        using var reader = _file.OpenReader();
        return reader.Number("SELECT count(*) FROM log");
    }
}
