using Recs.Core.Streaming;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Log;

internal sealed class SqliteEventLog(Writer writer, ReaderPool readers, LogEnds ends, PartitionRange partitions) : IEventLog
{
    private const string Insert = "INSERT INTO log(place, bytes) VALUES(?, ?)";
    private const string Select = "SELECT place, bytes FROM log WHERE place >= ? AND place < ? ORDER BY place LIMIT ?";
    private const string Update = "UPDATE log SET bytes = ? WHERE place = ?";
    private const int RowOverhead = 16;

    public int Partitions => partitions.Count;

    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel)
    {
        var weight = Weigh(records, partitions);
        return records.Count == 0 ? Task.CompletedTask : writer.WriteAsync(weight, session => Append(session, records), cancel);
    }

    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel)
    {
        partitions.Check(partition);
        foreach (var record in records)
        {
            if (record.Offset < 0 || record.Offset >= ends.Of(partition))
                throw new ArgumentException($"Partition {partition} has no record at offset {record.Offset}; only records that are there can be replaced.", nameof(records));
        }

        return records.Count == 0
            ? Task.CompletedTask
            : writer.WriteAsync(records.Sum(r => r.Bytes.Length + RowOverhead), session => Replace(session, partition, records), cancel);
    }

    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel)
    {
        partitions.Check(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (before > ends.Of(partition))
            throw new ArgumentException($"Partition {partition} ends before offset {ends.Of(partition)}; records before {before} were to be dropped. Only what is there can go.", nameof(before));
        return writer.WriteAsync(most * RowOverhead, session => LogStarts.Drop(session.Database, partition, before, most), cancel);
    }

    public ValueTask<long> StartAsync(int partition, CancellationToken cancel)
    {
        partitions.Check(partition);
        return readers.ReadAsync(partition, LogStarts.Read, cancel);
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel)
    {
        partitions.Check(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(fromOffset);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRecords);
        if (ends.Of(partition) <= fromOffset) return ValueTask.FromResult<IReadOnlyList<StoredRecord>>([]);
        return readers.ReadAsync((partition, fromOffset, maxRecords), static (database, x) => (IReadOnlyList<StoredRecord>)Read(database, x.partition, x.fromOffset, x.maxRecords), cancel);
    }

    public ValueTask<long> EndAsync(int partition, CancellationToken cancel)
    {
        partitions.Check(partition);
        return ValueTask.FromResult(ends.Of(partition));
    }

    public Task WaitAsync(int partition, long offset, CancellationToken cancel)
    {
        partitions.Check(partition);
        return ends.WaitAsync(partition, offset, cancel);
    }

    /// <summary>Roughly how many bytes the records write.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One names a partition that is not there.</exception>
    internal static int Weigh(IReadOnlyList<NewRecord> records, PartitionRange partitions)
    {
        var weight = 0;
        foreach (var record in records)
        {
            partitions.Check(record.Partition);
            weight += record.Bytes.Length + RowOverhead;
        }

        return weight;
    }

    internal static bool Append(WriteSession session, IReadOnlyList<NewRecord> records)
    {
        var insert = session.Database.Prepare(Insert);
        foreach (var (partition, bytes) in records)
            insert.Bind(LogPlace.Of(partition, session.Ends.Take(partition))).Bind(bytes.Span).Run();
        return true;
    }

    private static bool Replace(WriteSession session, int partition, IReadOnlyList<StoredRecord> records)
    {
        var update = session.Database.Prepare(Update);
        foreach (var (offset, bytes) in records) update.Bind(bytes.Span).Bind(LogPlace.Of(partition, offset)).Run();
        return true;
    }

    private static List<StoredRecord> Read(Database database, int partition, long fromOffset, int maxRecords)
    {
        var slab = new Slab();
        var records = new List<StoredRecord>();
        using var rows = database.Prepare(Select).Bind(LogPlace.Of(partition, fromOffset)).Bind(LogPlace.Of(partition + 1, 0)).Bind(maxRecords).Rows();
        while (rows.Next()) records.Add(new StoredRecord(LogPlace.OffsetOf(rows.Int(0)), slab.Copy(rows.Span(1))));
        return records;
    }
}
