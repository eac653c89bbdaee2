using Recs.Cli.OnlineRetail;
using Recs.Cli.OnlineRetail.Catalogue;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Recommendations;

namespace Recs.Cli.Evaluation.Forms;

/// <summary>The invoices of the Online Retail data set before a day, with the catalogue they tell, and the baskets from that day on.</summary>
/// <param name="Before">Invoices with lines that count, cancellations left out, in time order.</param>
/// <param name="Items">What was sold until then.</param>
/// <param name="Later">Baskets of known customers with at least two products.</param>
internal sealed record RetailBaskets(IReadOnlyList<RetailInvoice> Before, IReadOnlyList<CatalogItem> Items, IReadOnlyList<RetailInvoice> Later)
{
    /// <exception cref="RetailDataException">The files are damaged.</exception>
    public static RetailBaskets Read(IReadOnlyList<RetailFile> files, Instant day, IProgressDisplay progress, CancellationToken cancel)
    {
        var (book, catalogue) = (new RetailBook(), new RetailCatalogue());
        var done = progress.Begin($"Reading {files.Count} files", files.Count);
        for (var i = 0; i < files.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var line in RetailReader.Read(files[i]))
            {
                book.Add(line, files[i]);
                if (line.Time < day) catalogue.Add(line);
            }

            done.Report(i + 1);
        }

        var invoices = book.Invoices.Where(i => !i.IsCancellation).OrderBy(i => i.Time).ToList();
        return new RetailBaskets(
            [.. invoices.Where(i => i.Time < day)],
            catalogue.Items(),
            [.. invoices.Where(i => i.Time >= day && i.Customer is not null && ItemsOf(i).Count >= 2)]);
    }

    /// <summary>The different products of an invoice, in the order of its lines.</summary>
    public static IReadOnlyList<string> ItemsOf(RetailInvoice invoice) => [.. invoice.Lines.Select(l => l.ItemId).Distinct(StringComparer.Ordinal)];

    /// <summary>One product of each later basket hidden at random; of a longer basket as many of the others as a request may name.</summary>
    public IReadOnlyList<HiddenBasket> Hide(int seed)
    {
        var random = new Random(seed);
        return [.. Later.Select(invoice =>
        {
            var items = ItemsOf(invoice);
            var hidden = items[random.Next(items.Count)];
            return new HiddenBasket([.. items.Where(i => i != hidden).Take(RecommendationRequest.MaxCart)], hidden);
        })];
    }
}
