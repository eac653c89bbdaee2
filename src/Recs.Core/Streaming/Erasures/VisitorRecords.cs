using System.Runtime.CompilerServices;
using Recs.Core.Events;

namespace Recs.Core.Streaming.Erasures;

/// <summary>The records that some visitors have in the log: their partitions are gone through once.</summary>
internal sealed class VisitorRecords(IEventLog log)
{
    private const int BatchSize = 2_000;

    public async IAsyncEnumerable<(int Partition, long Offset, LogRecord Record)> ReadAsync(IReadOnlySet<VisitorKey> visitors, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var own in visitors.GroupBy(v => Partitioner.Of(v.Site, v.Visitor, log.Partitions)).OrderBy(g => g.Key))
        {
            var names = new NamesInBytes(own.Select(v => v.Visitor.Value));
            for (var next = 0L; await log.ReadAsync(own.Key, next, BatchSize, cancel) is { Count: > 0 } read; next = read[^1].Offset + 1)
            {
                foreach (var stored in read)
                {
                    if (!names.IsIn(stored.Bytes.Span)) continue;
                    var record = LogRecordCodec.Decode(stored.Bytes.Span);
                    if (visitors.Contains(record.Key)) yield return (own.Key, stored.Offset, record);
                }
            }
        }
    }
}
