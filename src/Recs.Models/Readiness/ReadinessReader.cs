using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Training.Artefacts;
using Recs.Training.Pipeline;

namespace Recs.Models.Readiness;

/// <summary>
/// Keeps a shop's report: reads on in the log from where it stopped, all partitions by turns, so that a report costs what is new. Reading and
/// reporting may be asked for at the same time.
/// </summary>
public sealed class ReadinessReader : IDisposable
{
    private const int ReadSize = 2_000;

    private readonly IEventLog _log;
    private readonly SiteId _site;
    private readonly CatalogFacts _catalogue;
    private readonly ReadinessScan _scan;
    private readonly long[] _next;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="log">The log.</param>
    /// <param name="catalogue">The products of all shops.</param>
    /// <param name="site">The shop.</param>
    public ReadinessReader(IEventLog log, ICatalogStore catalogue, SiteId site)
    {
        (_log, _site, _catalogue) = (log, site, new CatalogFacts(catalogue, site));
        _scan = new ReadinessScan(site, log.Partitions, _catalogue);
        _next = new long[log.Partitions];
    }

    /// <summary>Reads on up to where the log ends now.</summary>
    /// <param name="progress">Hears how many records were read in all, of all sites; null: nobody.</param>
    /// <param name="cancel">Stops after the batch under way; what was read stays.</param>
    /// <exception cref="StoreUnavailableException">What was read stays.</exception>
    public async Task ReadOnAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            var ends = new long[_next.Length];
            for (var p = 0; p < ends.Length; p++) ends[p] = await _log.EndAsync(p, cancel);
            for (var read = 0L; ends.Where((end, p) => _next[p] < end).Any();)
            {
                for (var p = 0; p < ends.Length; p++) read += await ReadAsync(p, ends[p], cancel);
                progress?.Report(read);
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>What the data that was read so far comes to, held against the catalogue as it is now.</summary>
    /// <param name="serving">The model that serves; null: none.</param>
    /// <param name="complete">The last reading came to its end.</param>
    /// <param name="cancel">Stops before there is a report.</param>
    /// <exception cref="StoreUnavailableException">The catalogue or the log cannot be read.</exception>
    public async Task<ReadinessReport> ReportAsync(ModelManifest? serving, bool complete, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await _catalogue.RefreshAsync(cancel);
            var checks = await new DataChecks(_scan, _catalogue, mark => FindAsync(mark, cancel)).AllAsync();
            return new ReadinessReport(
                complete, await BehindAsync(cancel), _scan.Events, _scan.From?.ToDateTimeOffset(), _scan.From is null ? null : _scan.Until?.ToDateTimeOffset(), _catalogue.Count,
                checks.Max(c => c.Verdict), FormNeeds.Of(_scan, _catalogue, serving), TrainingNeeds.Of(_scan, new TrainingPlan()), checks);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _reading.Dispose();
        _turn.Dispose();
    }

    private async Task<int> ReadAsync(int partition, long end, CancellationToken cancel)
    {
        if (_next[partition] >= end) return 0;
        var records = await _log.ReadAsync(partition, _next[partition], (int)Math.Min(ReadSize, end - _next[partition]), cancel);
        // A report need not wait for the store.
        await _turn.WaitAsync(cancel);
        try
        {
            await _catalogue.RefreshAsync(cancel);
            foreach (var record in records) _scan.Take(partition, record.Offset, LogRecordCodec.Decode(record.Bytes.Span));
            _next[partition] = records.Count == 0 ? end : records[^1].Offset + 1;
            return records.Count;
        }
        finally
        {
            _turn.Release();
        }
    }

    // Null: it was dropped with age, or its visitor erased.
    private async Task<LogRecord?> FindAsync(LogMark mark, CancellationToken cancel)
    {
        if (await _log.ReadAsync(mark.Partition, mark.Offset, 1, cancel) is not [var stored] || stored.Offset != mark.Offset) return null;
        var record = LogRecordCodec.Decode(stored.Bytes.Span);
        return record.Site == _site && EventLines.IsOfSender(record.Event) ? record : null;
    }

    private async Task<long> BehindAsync(CancellationToken cancel)
    {
        var behind = 0L;
        for (var p = 0; p < _next.Length; p++) behind += Math.Max(0, await _log.EndAsync(p, cancel) - Math.Max(_next[p], await _log.StartAsync(p, cancel)));
        return behind;
    }
}
