using System.Runtime.CompilerServices;
using Recs.Cli.Export.Rows;
using Recs.Cli.Output;
using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Cli.Export.Log;

/// <summary>The events of a site as they were sent: each once, under whom it was filed first, in the order of receipt.</summary>
/// <param name="log">The log.</param>
/// <param name="request">Which.</param>
/// <param name="format">How they are written.</param>
/// <param name="pageSize">Records a page.</param>
internal sealed class EventExport(IEventLog log, ExportRequest request, IRowFormat<LogRecord> format, int pageSize = EventExport.UsualPage) : IExportSource
{
    public const int UsualPage = 2_000;

    public ValueTask<IReadOnlyList<long>> BoundsAsync(CancellationToken cancel) => LogBounds.ReadAsync(log, cancel);

    public ValueTask<bool> StillHoldsAsync(IReadOnlyList<long> bounds, CancellationToken cancel) => LogBounds.StillHoldAsync(log, bounds, cancel);

    public long Total(IReadOnlyList<long> bounds) => LogBounds.Records(bounds);

    public async IAsyncEnumerable<ExportPage> ReadAsync(
        IReadOnlyList<long> bounds, IReadOnlyList<long>? after, IProgressDisplay progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        var copies = await FindCopiesAsync(bounds, progress, cancel);
        var (walk, page, records) = (new LogWalk(log, request.Site, bounds, after), new RowPage<LogRecord>(format), 0);
        if (after is null) page.Header();
        await foreach (var record in walk.ReadAsync(cancel))
        {
            if (EventWire.IsEvent(record) && request.Holds(record.Event.Header.Time) && !copies.Holds(record)) page.Add(record);
            if (++records % pageSize != 0) continue;
            yield return new ExportPage(walk.At, walk.Done, page.Rows, page.Text);
            page.Clear();
        }

        if (page.Text.Length > 0) yield return new ExportPage(walk.At, walk.Done, page.Rows, page.Text);
    }

    private async Task<CopiedRecords> FindCopiesAsync(IReadOnlyList<long> bounds, IProgressDisplay progress, CancellationToken cancel)
    {
        var (copies, walk, records) = (new CopiedRecords(), new LogWalk(log, request.Site, bounds, after: null), 0);
        var done = progress.Begin("Reading which events were passed on", LogBounds.Records(bounds));
        await foreach (var record in walk.ReadAsync(cancel))
        {
            copies.Look(record);
            if (++records % pageSize == 0) done.Report(walk.Done);
        }

        done.Report(LogBounds.Records(bounds));
        return copies;
    }
}
