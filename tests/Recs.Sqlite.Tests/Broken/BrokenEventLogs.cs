using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>A log that passes everything on, for mistakes to be made in.</summary>
internal abstract class PassingEventLog(IEventLog inner) : IEventLog
{
    public int Partitions => inner.Partitions;

    public virtual Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => inner.AppendAsync(records, cancel);

    public virtual ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel) =>
        inner.ReadAsync(partition, fromOffset, maxRecords, cancel);

    public virtual Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) =>
        inner.ReplaceAsync(partition, records, cancel);

    public virtual Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => inner.DropAsync(partition, before, most, cancel);

    public virtual ValueTask<long> StartAsync(int partition, CancellationToken cancel) => inner.StartAsync(partition, cancel);

    public virtual ValueTask<long> EndAsync(int partition, CancellationToken cancel) => inner.EndAsync(partition, cancel);

    public virtual Task WaitAsync(int partition, long offset, CancellationToken cancel) => inner.WaitAsync(partition, offset, cancel);
}

/// <summary>Appends the records of a call in another order.</summary>
internal sealed class ReorderingLog(IEventLog inner) : PassingEventLog(inner)
{
    public override Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => base.AppendAsync([.. records.Reverse()], cancel);
}

/// <summary>Appends each record of a call by itself.</summary>
internal sealed class PiecemealLog(IEventLog inner) : PassingEventLog(inner)
{
    public override async Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        foreach (var record in records) await base.AppendAsync([record], cancel);
    }
}

/// <summary>Appends each record of a call by itself, and shows it.</summary>
internal sealed class SlowPiecemealLog(IEventLog inner) : PassingEventLog(inner)
{
    private readonly Looks _looks = new();

    public override async Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        foreach (var record in records)
        {
            await base.AppendAsync([record], cancel);
            await _looks.WaitAsync(cancel);
        }
    }

    public override ValueTask<long> EndAsync(int partition, CancellationToken cancel)
    {
        _looks.Look();
        return base.EndAsync(partition, cancel);
    }
}

/// <summary>Answers before the records are stored.</summary>
internal sealed class HastyLog(IEventLog inner) : PassingEventLog(inner)
{
    private readonly List<NewRecord> _later = [];

    public override Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        _later.AddRange(records);
        return Task.CompletedTask;
    }

    public override async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel)
    {
        var records = await base.ReadAsync(partition, fromOffset, maxRecords, cancel);
        await base.AppendAsync([.. _later], cancel);
        _later.Clear();
        return records;
    }
}

/// <summary>Reads one record more than was asked for.</summary>
internal sealed class GenerousLog(IEventLog inner) : PassingEventLog(inner)
{
    public override ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel) =>
        base.ReadAsync(partition, fromOffset, maxRecords == int.MaxValue ? maxRecords : maxRecords + 1, cancel);
}

/// <summary>Puts a record in the place of another at the end, instead of in its place.</summary>
internal sealed class AppendingLog(IEventLog inner) : PassingEventLog(inner)
{
    public override Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) =>
        AppendAsync([.. records.Select(r => new NewRecord(partition, r.Bytes))], cancel);
}

/// <summary>Drops everything that is old at once, however much it is.</summary>
internal sealed class GenerousDropLog(IEventLog inner) : PassingEventLog(inner)
{
    public override Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => base.DropAsync(partition, before, int.MaxValue, cancel);
}

/// <summary>Says that it starts at 0, whatever was dropped.</summary>
internal sealed class BeginningLog(IEventLog inner) : PassingEventLog(inner)
{
    public override ValueTask<long> StartAsync(int partition, CancellationToken cancel) => ValueTask.FromResult(0L);
}
