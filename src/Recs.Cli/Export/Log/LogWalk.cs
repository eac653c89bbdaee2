using System.Runtime.CompilerServices;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Cli.Export.Log;

/// <summary>
/// The records of a site in the order in which they were received, over all partitions: by the running maximum of their log time in the
/// partition, then by partition, then by offset. Holds one batch of records of each partition. Read once.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="site">The shop.</param>
/// <param name="bounds">From <see cref="LogBounds"/>.</param>
/// <param name="after">Where a walk has been interrupted (<see cref="At"/>); null: from the beginning.</param>
internal sealed class LogWalk(IEventLog log, SiteId site, IReadOnlyList<long> bounds, IReadOnlyList<long>? after)
{
    private const int BatchSize = 500;

    private readonly Cursor[] _cursors = [.. Enumerable.Range(0, log.Partitions).Select(p => after is null
        ? new Cursor(p, LogBounds.Start(bounds, p), Instant.MinValue)
        : new Cursor(p, after[2 * p], new Instant(after[(2 * p) + 1])))];

    /// <summary>Behind the record that was given last: for each partition the next offset and the running maximum of the log time.</summary>
    public IReadOnlyList<long> At => [.. _cursors.SelectMany(c => new[] { c.GivenOffset, c.GivenClock.UnixMilliseconds })];

    /// <summary>How many records that is, of all sites.</summary>
    public long Done => _cursors.Sum(c => c.GivenOffset - LogBounds.Start(bounds, c.Partition));

    public async IAsyncEnumerable<LogRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var next = new PriorityQueue<Cursor, (Instant Clock, int Partition)>();
        foreach (var cursor in _cursors)
        {
            if (await AdvanceAsync(cursor, cancel)) next.Enqueue(cursor, (cursor.Clock, cursor.Partition));
        }

        while (next.TryDequeue(out var cursor, out _))
        {
            (cursor.GivenOffset, cursor.GivenClock) = (cursor.Offset, cursor.Clock);
            yield return cursor.Record!;
            if (await AdvanceAsync(cursor, cancel)) next.Enqueue(cursor, (cursor.Clock, cursor.Partition));
        }
    }

    // To the next record of the site; false where there is none.
    private async ValueTask<bool> AdvanceAsync(Cursor cursor, CancellationToken cancel)
    {
        var end = LogBounds.End(bounds, cursor.Partition);
        while (true)
        {
            if (cursor.Index == cursor.Batch.Count)
            {
                if (cursor.Offset >= end) return false;
                cursor.Batch = await log.ReadAsync(cursor.Partition, cursor.Offset, (int)Math.Min(BatchSize, end - cursor.Offset), cancel);
                cursor.Index = 0;
                if (cursor.Batch.Count == 0) return false;
            }

            var stored = cursor.Batch[cursor.Index++];
            if (stored.Offset >= end) return false;
            cursor.Offset = stored.Offset + 1;
            var record = LogRecordCodec.Decode(stored.Bytes.Span);
            if (record.Site != site) continue;
            (cursor.Record, cursor.Clock) = (record, Instant.Max(cursor.Clock, record.LogTime));
            return true;
        }
    }

    private sealed class Cursor(int partition, long offset, Instant clock)
    {
        public int Partition { get; } = partition;

        public IReadOnlyList<StoredRecord> Batch { get; set; } = [];

        public int Index { get; set; }

        public long Offset { get; set; } = offset;

        public Instant Clock { get; set; } = clock;

        public LogRecord? Record { get; set; }

        public long GivenOffset { get; set; } = offset;

        public Instant GivenClock { get; set; } = clock;
    }
}
