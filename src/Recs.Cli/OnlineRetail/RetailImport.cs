using Recs.Cli.Hosting;
using Recs.Cli.OnlineRetail.Catalogue;
using Recs.Cli.Output;
using Recs.Core.Catalog;
using Recs.Core.Visitors;

namespace Recs.Cli.OnlineRetail;

/// <summary>Reads the files, tells them as history, and sends that to a site: catalogue first, then events in time order.</summary>
public sealed class RetailImport(IImportTarget target, IProgressDisplay progress, TimeProvider clock)
{
    /// <summary>The message id of the record that sets the site's currency and time zone.</summary>
    public const string OptionsMessageId = "online-retail:options";

    private const int EventsPerRequest = 500;
    private const int ItemsPerRequest = 5_000;

    /// <summary>How many events <see cref="RunAsync"/> sent; 0: all were there already.</summary>
    public int Sent { get; private set; }

    /// <summary><see cref="RunAsync"/> sent or applied something.</summary>
    public bool Changed { get; private set; }

    /// <exception cref="CliException">The files are damaged, or the site holds something else.</exception>
    public async Task<ImportSummary> RunAsync(IReadOnlyList<RetailFile> files, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var (book, items) = Read(files, cancel);
        var events = ShopHistory.Tell(book);
        var there = await target.ReadMessageIdsAsync(cancel);
        var missing = ImportPlan.Missing(events, there);
        if (there.Count == 0 && events.Count > 0) await target.SetOptionsAsync(Options(), OptionsMessageId, events[0].Time, cancel);
        if (missing.Count > 0) await SendAsync(missing, items, cancel);
        Changed = await target.ApplyAsync(progress.Begin("Applying events", events.Count), cancel) || Sent > 0;
        var applied = await target.ReadAppliedAsync(cancel);
        return new ImportSummary(
            book.Lines, book.InvoiceNumbers, book.StockCodes, book.Customers.Count, book.CancellationLines, book.Total,
            events.Count, applied, book.Excluded, clock.GetElapsedTime(started));
    }

    private (RetailBook Book, IReadOnlyList<CatalogItem> Items) Read(IReadOnlyList<RetailFile> files, CancellationToken cancel)
    {
        var (book, catalogue) = (new RetailBook(), new RetailCatalogue());
        var done = progress.Begin($"Reading {files.Count} files", files.Count);
        for (var i = 0; i < files.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var line in RetailReader.Read(files[i]))
            {
                book.Add(line, files[i]);
                catalogue.Add(line);
            }

            done.Report(i + 1);
        }

        return (book, catalogue.Items());
    }

    private async Task SendAsync(IReadOnlyList<ShopEvent> missing, IReadOnlyList<CatalogItem> items, CancellationToken cancel)
    {
        var stocked = progress.Begin("Sending the catalogue", items.Count);
        var count = 0;
        foreach (var (body, n) in WireBatches.Cut("items", items, ItemsPerRequest, RetailWire.Write))
        {
            await target.PutItemsAsync(body, cancel);
            stocked.Report(count += n);
        }

        var sent = progress.Begin("Sending events", missing.Count);
        var byId = items.ToDictionary(i => i.Id.Value, StringComparer.Ordinal);
        foreach (var (body, n) in WireBatches.Cut("batch", missing, EventsPerRequest, (json, e) => RetailWire.Write(json, e, byId)))
        {
            await target.SendAsync(body, cancel);
            sent.Report(Sent += n);
        }
    }

    private static VisitorOptions Options() => VisitorOptions.Default with { BaseCurrency = RetailCatalogue.Currency, TimeZone = LondonTime.ZoneName };
}
