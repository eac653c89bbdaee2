using System.Globalization;
using Recs.Core.Events;

namespace Recs.Models.Readiness;

/// <summary>What may be wrong with a shop's data, by what was found.</summary>
internal sealed class DataChecks(ReadinessScan scan, CatalogFacts catalogue, Func<LogMark, Task<LogRecord?>> find)
{
    public async Task<IReadOnlyList<DataCheck>> AllAsync()
    {
        var (unknown, unknownItem) = scan.Unknown.Sum(i => !catalogue.Has(i));
        var (price, priceItem) = scan.WithoutPrice.Sum(i => !catalogue.HasPrice(i));
        var (category, categoryItem) = scan.WithoutCategory.Sum(i => !catalogue.HasCategory(i));
        var kept = scan.Events - scan.Bots.Count - scan.Duplicates.Count;
        return
        [
            await CheckAsync("orphan_clicks", CheckThresholds.OrphanClicks, scan.Clicks.Orphans(), scan.Clicks.Clicks,
                "Clicks on recommendations whose list this shop never gave, or that no impression names.",
                "Send the listId of the answer as it is with both recommendation_viewed and recommendation_clicked; the impression goes out when the list becomes visible."),
            await UnknownAsync(unknown, unknownItem),
            Worst(await CheckAsync("clamped_times", CheckThresholds.ClampedTimes, scan.Clamped, kept, Times(),
                "Send sentAt with every request, so that the sender's clock does not count; set the clock of servers; send history by recs import.")),
            await CheckAsync("duplicates", CheckThresholds.Duplicates, scan.Duplicates, scan.Events - scan.Bots.Count,
                "Events that came again under the same message id within a day; they change nothing.",
                "Look at why the sender repeats what was accepted: two tags on a page, or an answer that is not waited for."),
            await CheckAsync("bots", CheckThresholds.Bots, scan.Bots, scan.Events,
                "Events of known crawlers and of senders faster than any person; kept, and left out of everything.",
                "Look at who sends them. Where they are people, the shop's server sends many visitors' events under one id; give each visitor an id."),
            await CheckAsync("order_totals", CheckThresholds.OrderTotals, scan.Mismatches, scan.Orders.Total,
                "Orders whose stated total is more than 1 % off price × quantity with shipping, tax and discount.",
                "Send total, tax, shipping and discount in the order's currency, and the price of one as price."),
            await CheckAsync("missing_prices", CheckThresholds.Lacking, price, scan.Lines,
                "Products named in events without a price, which the catalogue does not have either.",
                "Put prices with a currency into the catalogue (PUT /v1/items), or send them with the event.", priceItem),
            await CheckAsync("missing_categories", CheckThresholds.Lacking, category, scan.Lines,
                "Products named in events without a category, which the catalogue does not have either.",
                "Put categories into the catalogue (PUT /v1/items), or send them with the event.", categoryItem),
        ];
    }

    private async Task<DataCheck> UnknownAsync(Tally tally, ulong? item)
    {
        var check = await CheckAsync("unknown_items", CheckThresholds.UnknownItems, tally, scan.Lines,
            "Products named in events that the catalogue does not have; they are not recommended.",
            "Put the whole catalogue in (PUT /v1/items), under the ids the events use.", item);
        // Who has no catalogue at all is served from what events name.
        return catalogue.Count > 0 || check.Verdict == ReadinessVerdict.Ok ? check : check with
        {
            Verdict = ReadinessVerdict.LookAtIt,
            Text = "Products named in events; the shop has no catalogue, so what is recommended is what events have named.",
        };
    }

    private DataCheck Worst(DataCheck times) => times with { WorstSeconds = Math.Round(scan.Delay.TotalSeconds, 3) };

    private string Times() => string.Create(CultureInfo.InvariantCulture,
        $"Events whose time had to be moved into the seven days before receipt: {scan.Ahead:N0} claimed to be of later, {scan.Clamped.Count - scan.Ahead:N0} of earlier. The longest delay of an event, moved or not, is {Span(scan.Delay)}.");

    private static string Span(TimeSpan span) => span.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} d")
        : span.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");

    private async Task<DataCheck> CheckAsync(string name, CheckThresholds thresholds, Tally tally, long of, string text, string toDo, ulong? item = null)
    {
        var verdict = thresholds.Of(tally.Count, of);
        var first = tally.First is { } mark && await find(mark) is { } record ? Case(record, item) : null;
        return new DataCheck(name, verdict, tally.Count, of, of == 0 ? 0 : Math.Round((double)tally.Count / of, 6), null, first, text, verdict == ReadinessVerdict.Ok ? null : toDo);
    }

    private static FirstCase Case(LogRecord record, ulong? item) =>
        new(record.Event.Header.MessageId, EventNames.Of(record.Event), record.LogTime.ToDateTimeOffset(), Subject(record.Event, item));

    private static string? Subject(VisitorEvent e, ulong? item) => e switch
    {
        _ when item is { } hash && EventLines.Of(e).FirstOrDefault(l => l.Item.Hash == hash) is { } line => line.Item.Value,
        OrderCompleted x => x.OrderId,
        RecommendationClicked x => x.ListId,
        _ => EventLines.Of(e) is [var only] ? only.Item.Value : null,
    };
}
