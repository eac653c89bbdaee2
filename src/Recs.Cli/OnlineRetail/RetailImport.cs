using Recs.Cli.Hosting;
using Recs.Cli.OnlineRetail.Catalogue;
using Recs.Cli.Output;
using Recs.Core.Catalog;

namespace Recs.Cli.OnlineRetail;

/// <summary>Reads the files, tells them as history, and sends that to a site: catalogue first, then events in time order.</summary>
/// <param name="open">Opens the site, once the files have been read without fault; it is closed at the end.</param>
/// <param name="progress">Hears how far it is.</param>
/// <param name="clock">Measures how long it took.</param>
public sealed class RetailImport(Func<IImportTarget> open, IProgressDisplay progress, TimeProvider clock)
{
    private const int EventsPerRequest = 500;
    private const int ItemsPerRequest = 5_000;

    /// <summary>How many events <see cref="RunAsync"/> sent; 0: all were there already.</summary>
    public int Sent { get; private set; }

    /// <summary><see cref="RunAsync"/> sent or applied something.</summary>
    public bool Changed { get; private set; }

    /// <summary>Events of visitors who were erased lately, which the site did not take.</summary>
    public long LeftOut { get; private set; }

    /// <summary>The site holds events besides this import, so its sums are not the import's.</summary>
    public bool HasCompany { get; private set; }

    /// <summary>Hears what the import will not touch, before anything is sent.</summary>
    public event Action<string>? Warned;

    /// <exception cref="CliException">The files are damaged, or the site refuses something.</exception>
    public async Task<ImportSummary> RunAsync(IReadOnlyList<RetailFile> files, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var (book, items) = Read(files, cancel);
        var events = ShopHistory.Tell(book);
        await using var target = open();
        var plan = ImportPlan.Of(events, await target.ReadHeldAsync(ImportPlan.Prefix, cancel));
        HasCompany = !plan.IsAlone;
        if (plan.Warning is { } warning) Warned?.Invoke(warning);
        if (plan.Missing.Count > 0) await SendAsync(target, plan, items, cancel);
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

    private async Task SendAsync(IImportTarget target, ImportPlan plan, IReadOnlyList<CatalogItem> items, CancellationToken cancel)
    {
        var stocked = progress.Begin("Sending the catalogue", items.Count);
        var count = 0;
        foreach (var (body, n) in WireBatches.Cut("items", items, ItemsPerRequest, RetailWire.Write))
        {
            await target.PutItemsAsync(body, cancel);
            stocked.Report(count += n);
        }

        var sent = progress.Begin("Sending events", plan.Missing.Count);
        var byId = items.ToDictionary(i => i.Id.Value, StringComparer.Ordinal);
        var (part, id) = (0, plan.ImportId);
        foreach (var (body, n) in WireBatches.Cut("batch", plan.Missing, EventsPerRequest, (json, e) => RetailWire.Write(json, e, byId)))
        {
            LeftOut += await target.SendAsync(Part(id, ++part, plan.IsFirst), body, cancel);
            sent.Report(Sent += n);
        }
    }

    // A site that is new begins with the shop's own time zone and currency.
    private static HistoryPart Part(string importId, int number, bool isFirst) => isFirst && number == 1
        ? new HistoryPart(importId, number) { BaseCurrency = RetailCatalogue.Currency, TimeZone = LondonTime.ZoneName }
        : new HistoryPart(importId, number);
}
