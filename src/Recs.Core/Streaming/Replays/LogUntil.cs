using Recs.Core.Events;
using Recs.Core.Streaming.Retention;

namespace Recs.Core.Streaming.Replays;

/// <summary>
/// The records of a log that make up the states at a time: per partition those before a given offset, of each site those
/// before its clock passed the time. Sites have clocks of their own, so what is left out may lie between what is read. Those that the
/// checkpoint holds are left out.
/// </summary>
public sealed class LogUntil : IEventLog
{
    private const int ScanSize = 2_000;

    private readonly IEventLog _log;
    private readonly ReplayStart _start;
    private readonly IReadOnlyList<long> _ends;

    // Per partition, of each site that passes the time the offset of the first record left out.
    private readonly IReadOnlyList<Dictionary<SiteId, long>> _cuts;

    private LogUntil(IEventLog log, ReplayStart start, IReadOnlyList<long> ends, IReadOnlyList<Dictionary<SiteId, long>> cuts, long records, long blanks, IReadOnlySet<SiteId> erased) =>
        (_log, _start, _ends, _cuts, Records, Blanks, ErasedSites) = (log, start, ends, cuts, records, blanks, erased);

    public int Partitions => _log.Partitions;

    /// <summary>How many records there are to read.</summary>
    public long Records { get; }

    /// <summary>How many of them tell nothing any more, because their visitor was erased; before the end of the time or after.</summary>
    public long Blanks { get; }

    /// <summary>Sites of which visitors were erased, before the checkpoint or since: of these the records no longer tell what the visitors counted for.</summary>
    public IReadOnlySet<SiteId> ErasedSites { get; }

    /// <summary>No site passes the time before the given offsets, so nothing is left out.</summary>
    public bool IsWhole => _cuts.All(c => c.Count == 0);

    /// <summary>Reads the log once to find where each site passes the time.</summary>
    /// <param name="log">The log.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="time">The last moment of which records are wanted.</param>
    /// <param name="ends">Per partition, the first offset that is not wanted whatever its time.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async ValueTask<LogUntil> OpenAsync(IEventLog log, ReplayStart start, Instant time, IReadOnlyList<long> ends, CancellationToken cancel)
    {
        var (records, blanks) = (0L, 0L);
        var erased = start.ErasedSites.ToHashSet();
        var cuts = new Dictionary<SiteId, long>[log.Partitions];
        for (var partition = 0; partition < cuts.Length; partition++)
        {
            var head = start.Heads[partition];
            var (clocks, cut) = (head.Sites.ToDictionary(s => s.Site, s => SitePartitionState.Decode(s.Bytes).Clock), cuts[partition] = []);
            await foreach (var (offset, record) in ScanAsync(log, partition, head.NextOffset, ends[partition], cancel))
            {
                var clock = clocks[record.Site] = Instant.Max(record.LogTime, clocks.GetValueOrDefault(record.Site, Instant.MinValue));
                if (clock > time) cut.TryAdd(record.Site, offset);
                else records++;
                if (record.Event is Blank) blanks++;
                if (record.Event is Blank or Erased) erased.Add(record.Site);
            }
        }

        return new LogUntil(log, start, ends, cuts, records, blanks, erased);
    }

    public async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(int partition, long fromOffset, int maxRecords, CancellationToken cancel)
    {
        while (await _log.ReadAsync(partition, fromOffset, maxRecords, cancel) is { Count: > 0 } read)
        {
            List<StoredRecord> kept = [.. read.Where(r => Keeps(partition, r))];
            if (kept.Count > 0) return kept;
            fromOffset = read[^1].Offset + 1;
        }

        return [];
    }

    public async ValueTask<long> EndAsync(int partition, CancellationToken cancel) => Math.Min(_ends[partition], await _log.EndAsync(partition, cancel));

    /// <summary>Where the checkpoint ends.</summary>
    public ValueTask<long> StartAsync(int partition, CancellationToken cancel) => ValueTask.FromResult(_start.Heads[partition].NextOffset);

    /// <summary>Always refused: a replay writes nothing.</summary>
    public Task ReplaceAsync(int partition, IReadOnlyList<StoredRecord> records, CancellationToken cancel) => throw Refused();

    /// <summary>Always refused: a replay writes nothing.</summary>
    public Task<int> DropAsync(int partition, long before, int most, CancellationToken cancel) => throw Refused();

    public Task WaitAsync(int partition, long offset, CancellationToken cancel) => _log.WaitAsync(partition, offset, cancel);

    /// <summary>Always refused: a replay writes nothing.</summary>
    public Task AppendAsync(IReadOnlyList<NewRecord> records, CancellationToken cancel) => throw Refused();

    internal static InvalidOperationException Refused() => new("A replay changes nothing in the log it reads.");

    private bool Keeps(int partition, StoredRecord record)
    {
        if (record.Offset >= _ends[partition]) return false;
        var cut = _cuts[partition];
        return cut.Count == 0 || !cut.TryGetValue(LogRecordCodec.Decode(record.Bytes.Span).Site, out var first) || record.Offset < first;
    }

    private static async IAsyncEnumerable<(long Offset, LogRecord Record)> ScanAsync(
        IEventLog log, int partition, long start, long end, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var next = start; await log.ReadAsync(partition, next, ScanSize, cancel) is { Count: > 0 } read; next = read[^1].Offset + 1)
        {
            foreach (var stored in read)
            {
                if (stored.Offset >= end) yield break;
                yield return (stored.Offset, LogRecordCodec.Decode(stored.Bytes.Span));
            }
        }
    }
}
