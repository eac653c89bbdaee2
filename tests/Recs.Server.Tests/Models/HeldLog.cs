using Recs.Core.Streaming;

namespace Recs.Server.Tests.Models;

/// <summary>A log that tells nobody where it starts until it is released, so that a training lasts.</summary>
internal sealed class HeldLog(IEventLog inner) : IEventLog
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Partitions => inner.Partitions;

    public void Release() => _released.TrySetResult();

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => inner.AppendAsync(records, cancel);

    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => inner.ReplaceAsync(partition, records, cancel);

    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => inner.DropAsync(partition, before, most, cancel);

    public async ValueTask<long> StartAsync(int partition, CancellationToken cancel)
    {
        await _released.Task.WaitAsync(cancel);
        return await inner.StartAsync(partition, cancel);
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel) => inner.ReadAsync(partition, fromOffset, maxRecords, cancel);

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => inner.EndAsync(partition, cancel);

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => inner.WaitAsync(partition, offset, cancel);
}
