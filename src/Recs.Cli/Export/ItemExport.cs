using System.Runtime.CompilerServices;
using Recs.Cli.Export.Rows;
using Recs.Cli.Output;
using Recs.Core.Catalog;

namespace Recs.Cli.Export;

/// <summary>The catalogue of a site as it is now, by id in ordinal order. It is in memory as a whole, as in a server; an interrupted export begins anew.</summary>
/// <param name="catalog">The catalogues.</param>
/// <param name="request">Which.</param>
/// <param name="format">How they are written.</param>
internal sealed class ItemExport(ICatalogStore catalog, ExportRequest request, IRowFormat<CatalogItem> format) : IExportSource
{
    private const int PageSize = 2_000;

    public ValueTask<IReadOnlyList<long>> BoundsAsync(CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<long>>([]);

    // Who says that nothing was changed and changed back meanwhile?
    public ValueTask<bool> StillHoldsAsync(IReadOnlyList<long> bounds, CancellationToken cancel) => ValueTask.FromResult(false);

    public long Total(IReadOnlyList<long> bounds) => 1;

    public async IAsyncEnumerable<ExportPage> ReadAsync(
        IReadOnlyList<long> bounds, IReadOnlyList<long>? after, IProgressDisplay progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        var items = (await catalog.ReadChangesAsync(request.Site, afterVersion: 0, cancel)).Items.OrderBy(i => i.Id.Value, StringComparer.Ordinal).ToList();
        var page = new RowPage<CatalogItem>(format);
        page.Header();
        for (var i = 0; i < items.Count; i++)
        {
            page.Add(items[i]);
            if (page.Rows < PageSize) continue;
            yield return new ExportPage([i + 1L], 0, page.Rows, page.Text);
            page.Clear();
        }

        if (page.Text.Length > 0) yield return new ExportPage([items.Count], 1, page.Rows, page.Text);
    }
}
