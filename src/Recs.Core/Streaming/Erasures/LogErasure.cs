using Recs.Core.Events;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Goes through the log once and takes visitors out of it.</summary>
internal sealed class LogErasure(IEventLog log, ErasedNames names, IReadOnlyList<ErasureTask> tasks)
{
    private const int BatchSize = 2_000;

    /// <summary>Rewrites every record that is one of the visitors' or names one.</summary>
    public async ValueTask RunAsync(CancellationToken cancel)
    {
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            for (var next = 0L; await log.ReadAsync(partition, next, BatchSize, cancel) is { Count: > 0 } read; next = read[^1].Offset + 1)
            {
                var naming = new List<Naming>();
                var changed = read.Select(r => Rewrite(r, naming)).OfType<StoredRecord>().ToList();

                // First the states that name an id, then the records by which they can be found.
                await names.TellAsync(naming, cancel);
                if (changed.Count > 0) await log.ReplaceAsync(partition, changed, cancel);
            }
        }
    }

    // Null: it stays as it is.
    private StoredRecord? Rewrite(StoredRecord stored, List<Naming> naming)
    {
        var (record, changed) = ((LogRecord?)null, false);
        foreach (var task in tasks)
        {
            if (!task.All.IsIn(stored.Bytes.Span)) continue;
            record ??= LogRecordCodec.Decode(stored.Bytes.Span);
            if (record.Site != task.Site) continue;
            var left = Rewrite(stored, record, task, naming);
            changed |= !ReferenceEquals(left, record);
            record = left;
        }

        return changed ? stored with { Bytes = LogRecordCodec.Encode(record!) } : null;
    }

    private static LogRecord Rewrite(StoredRecord stored, LogRecord record, ErasureTask task, List<Naming> naming)
    {
        var left = RecordErasure.Of(record, stored.Offset, task.Trail);
        if (ReferenceEquals(left, record)) return record;
        var isOwn = left.Event is Blank;
        task.Count(isOwn ? new ErasureCounts { Records = 1 } : new ErasureCounts { Mentions = 1 });
        if (!isOwn) naming.AddRange(task.Own.In(stored.Bytes).Select(i => new Naming(task, left.Visitor, ErasedName.Of(task.Trail.Ids[i].Value))));
        return left;
    }
}
