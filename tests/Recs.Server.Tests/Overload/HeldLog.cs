using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Streaming;
using Recs.Sqlite;

namespace Recs.Server.Tests.Overload;

/// <summary>The server's log, which lets appends wait or fail while a test wants it.</summary>
internal sealed class HeldLog : IEventLog, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _arrived = new(0);
    private IEventLog _log = null!;
    private TaskCompletionSource? _held;
    private Exception? _failure;

    public int Partitions => _log.Partitions;

    /// <summary>Puts this log in the place of the server's own, which stands behind it.</summary>
    public void Replace(IServiceCollection services) => services.AddSingleton<IEventLog>(s =>
    {
        _log = s.GetRequiredService<SqliteInstallation>().EventLog;
        return this;
    });

    /// <summary>Appends wait from now on.</summary>
    public void Hold() => Volatile.Write(ref _held, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Appends fail from now on.</summary>
    public void Fail(Exception error) => Volatile.Write(ref _failure, error);

    public void Release() => Interlocked.Exchange(ref _held, null)?.SetResult();

    /// <summary>Returns once so many appends wait.</summary>
    public async Task WaitingAsync(int appends)
    {
        for (var i = 0; i < appends; i++)
        {
            if (!await _arrived.WaitAsync(Patience, TestContext.Current.CancellationToken))
                throw new TimeoutException($"Waiting for {appends} blocked appends: {i} have come after {Patience}.");
        }
    }

    public void Dispose() => _arrived.Dispose();

    public async Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        if (Volatile.Read(ref _held) is { } held)
        {
            _arrived.Release();
            await held.Task.WaitAsync(cancel);
        }

        if (Volatile.Read(ref _failure) is { } failure) throw failure;
        await _log.AppendAsync(records, cancel);
    }

    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => _log.ReplaceAsync(partition, records, cancel);

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel) =>
        _log.ReadAsync(partition, fromOffset, maxRecords, cancel);

    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => _log.DropAsync(partition, before, most, cancel);

    public ValueTask<long> StartAsync(int partition, CancellationToken cancel) => _log.StartAsync(partition, cancel);

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => _log.EndAsync(partition, cancel);

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => _log.WaitAsync(partition, offset, cancel);
}
