using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Collector.Tests.Fakes;

/// <summary>A log that keeps what is appended, and can be out of order.</summary>
internal sealed class RecordingLog : IEventLog
{
    public int Partitions => 16;

    public bool IsDown { get; set; }

    public int Appends { get; private set; }

    public List<(int Partition, LogRecord Record)> Records { get; } = [];

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        if (IsDown) throw new StoreUnavailableException("The log is down.", new IOException());
        Appends++;
        foreach (var record in records) Records.Add((record.Partition, LogRecordCodec.Decode(record.Bytes.Span)));
        return Task.CompletedTask;
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => throw new NotSupportedException();

    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<long> StartAsync(int partition, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel) => throw new NotSupportedException();

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => throw new NotSupportedException();
}
