using System.Runtime.CompilerServices;
using Recs.Cli.Export.Rows;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Streaming;
using Recs.Core.Visitors;
using Recs.Core.Visitors.Profiles;

namespace Recs.Cli.Export;

/// <summary>The profiles of a site's visitors as of the beginning of the export, partition by partition, by id in ordinal UTF-8 order within it.</summary>
/// <param name="reader">The states.</param>
/// <param name="profiles">Makes profiles of them.</param>
/// <param name="partitions">How many there are.</param>
/// <param name="request">Which: those last seen within its times.</param>
/// <param name="format">How they are written, given the site's base currency.</param>
/// <param name="clock">Tells a living site's now.</param>
/// <param name="pageSize">Visitors a page.</param>
internal sealed class VisitorExport(
    IVisitorReader reader, VisitorProfileReader profiles, int partitions, ExportRequest request, Func<string, IRowFormat<VisitorProfile>> format, TimeProvider clock,
    int pageSize = VisitorExport.UsualPage) : IExportSource
{
    private const int UsualPage = 500;

    /// <summary>The time of the profiles, then how far each partition's states are.</summary>
    public async ValueTask<IReadOnlyList<long>> BoundsAsync(CancellationToken cancel)
    {
        var now = (await new SiteClock(reader, partitions, clock).ReadAsync(request.Site, cancel))?.Now ?? Instant.MinValue;
        return [now.UnixMilliseconds, .. await HeadsAsync(cancel)];
    }

    public async ValueTask<bool> StillHoldsAsync(IReadOnlyList<long> bounds, CancellationToken cancel) => bounds.Skip(1).SequenceEqual(await HeadsAsync(cancel));

    public long Total(IReadOnlyList<long> bounds) => partitions;

    public async IAsyncEnumerable<ExportPage> ReadAsync(
        IReadOnlyList<long> bounds, IReadOnlyList<long>? after, IProgressDisplay progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (at, options) = (new Instant(bounds[0]), (await new SiteClock(reader, partitions, clock).ReadAsync(request.Site, cancel))?.Options ?? VisitorOptions.Default);
        var (page, partition, passed) = (new RowPage<VisitorProfile>(format(options.BaseCurrency)), (int)(after?[0] ?? 0), after?[1] ?? 0);
        if (after is null) page.Header();
        for (; partition < partitions; partition++, passed = 0)
        {
            var number = 0L;
            await foreach (var visitor in reader.ScanAsync(partition, cancel))
            {
                if (++number <= passed) continue;
                if (await profiles.OfAsync(request.Site, visitor, at, options, cancel) is { } profile && request.Holds(Instant.From(profile.LastSeen))) page.Add(profile);
                if (number % pageSize != 0) continue;
                yield return new ExportPage([partition, number], partition, page.Rows, page.Text);
                page.Clear();
            }
        }

        if (page.Text.Length > 0) yield return new ExportPage([partitions, 0], partitions, page.Rows, page.Text);
    }

    private async ValueTask<IReadOnlyList<long>> HeadsAsync(CancellationToken cancel)
    {
        var heads = new long[partitions];
        for (var p = 0; p < partitions; p++) heads[p] = (await reader.HeadAsync(p, cancel)).NextOffset;
        return heads;
    }
}
