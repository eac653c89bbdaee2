using Recs.Core.Recommendations.Visitors;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Visitors;

namespace Recs.Sqlite.Tests.Reading;

public sealed class ServingReadersTests : IAsyncDisposable
{
    private const int Threads = 2;
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SqliteHost _host = new();
    private readonly ManualResetEventSlim _goOn = new();
    private readonly ReaderPool _scans;
    private readonly ServingReaders _serving;
    private readonly ChangeEnds _changes;

    public ServingReadersTests()
    {
        var file = new DatabaseFile(DataFolder.DatabaseFile(_host.Installation.Folder), _host.Options);
        (_serving, _scans) = (new ServingReaders(file, Threads), new ReaderPool(file, 1));
        using var database = file.OpenReader();
        _changes = new ChangeEnds(database, 4);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_given_in_time_while_every_reader_stalls_and_owners_go_on()
    {
        var stalled = await StallAsync();
        var visitors = new VisitorViewReader(new SqliteVisitorReader(_serving, _scans, _changes, new PartitionRange(4)), 4, TimeProvider.System, TimeSpan.FromMilliseconds(25));

        var reading = await visitors.ReadAsync(SiteId.Default, new VisitorId("v"), Cancel).AsTask().WaitAsync(Patience, Cancel);

        Assert.True(reading.Unavailable);
        Assert.False(stalled.IsCompleted);
        Assert.Single(await _host.Installation.Visitors.LoadAsync(0, [new VisitorKey(SiteId.Default, new VisitorId("v"))], withOrders: true, Cancel));
        _goOn.Set();
        await stalled;
        Assert.Equal(7, await ReadAsync(7, Cancel));
    }

    [Fact]
    public async Task A_read_that_is_given_up_is_stopped()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = _serving.ReadAsync(begun, static (database, begun) =>
        {
            begun.SetResult();
            return database.Number(Endless);
        }, given.Token).AsTask();
        await begun.Task;

        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Patience, Cancel));
        Assert.Equal(7, await ReadAsync(7, Cancel));
    }

    // An interruption from another thread was lost at this moment, and the read went on.
    [Fact]
    public async Task A_read_given_up_just_before_its_statement_begins_is_stopped()
    {
        using var given = new CancellationTokenSource();
        var read = _serving.ReadAsync(given, static (database, given) =>
        {
            given.Cancel();
            return database.Number(Endless);
        }, given.Token).AsTask();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Patience, Cancel));
        Assert.Equal(7, await ReadAsync(7, Cancel));
    }

    [Fact]
    public async Task A_read_that_was_given_up_before_its_turn_never_begins()
    {
        using var given = new CancellationTokenSource();
        var stalled = await StallAsync();
        var began = false;
        var read = _serving.ReadAsync(0, (_, _) => began = true, given.Token).AsTask();
        await given.CancelAsync();
        _goOn.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Patience, Cancel));
        await stalled;
        Assert.False(began);
    }

    [Fact]
    public async Task Where_too_many_wait_a_caller_is_told_at_once_and_those_who_wait_are_served()
    {
        var stalled = await StallAsync();
        var waiting = new List<Task<int>>();
        var refused = Assert.Throws<StoreUnavailableException>(() =>
        {
            while (waiting.Count < 100_000) waiting.Add(ReadAsync(waiting.Count, Cancel));
        });
        _goOn.Set();

        Assert.Contains("reads are waiting", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, waiting.Count), await Task.WhenAll(waiting).WaitAsync(Patience, Cancel));
        await stalled;
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_as_such()
    {
        var read = _serving.ReadAsync(0, static (database, _) => database.Number("SELECT 1 FROM no_such_table"), Cancel);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await read);
    }

    public async ValueTask DisposeAsync()
    {
        _goOn.Set();
        await _serving.DisposeAsync();
        await _scans.DisposeAsync();
        _goOn.Dispose();
        await _host.DisposeAsync();
    }

    private Task<int> ReadAsync(int value, CancellationToken cancel) => _serving.ReadAsync(value, static (_, value) => value, cancel).AsTask();

    // Returns when every thread is within a read that does not end until the test lets it.
    private async Task<Task> StallAsync()
    {
        var begun = Enumerable.Range(0, Threads).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToList();
        var reads = begun.Select(b => _serving.ReadAsync(b, (_, started) =>
        {
            started.SetResult();
            _goOn.Wait();
            return 0;
        }, CancellationToken.None).AsTask()).ToList();
        await Task.WhenAll(begun.Select(b => b.Task)).WaitAsync(Patience, Cancel);
        return Task.WhenAll(reads);
    }
}
