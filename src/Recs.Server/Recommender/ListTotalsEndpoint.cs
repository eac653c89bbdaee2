using System.Globalization;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Streaming;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Recommender;

/// <summary><c>GET /v1/list-totals</c>: what came of all lists, by day, form and placement; needs the secret key.</summary>
public static class ListTotalsEndpoint
{
    private const string Example = """
        {"totals":[{"day":"2026-03-02","form":"cross_sell","placement":"below-product","impressions":1204,"clicks":61,"orders":9,"directOrders":5,"revenue":{"EUR":412.5}}]}
        """;

    public static void MapListTotals(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/list-totals", ReadAsync)
            .Answers<ListTotalsResponse>("One entry for each day, form and placement of which something came.", Example)
            .TakesQuery([
                ("from", "The first day (UTC); without it 28 days before the last.", "2026-03-01"),
                ("until", "The last day (UTC); without it the last of which something came.", "2026-03-02"),
            ])
            .Refuses(ProblemCode.InvalidParameter)
            .WithSummary("Impressions, clicks, orders and revenue of all lists, by day, form and placement.");

    private static async Task<IResult> ReadAsync(HttpContext http, SiteDirectory sites, SnapshotAggregator snapshots, IVisitorReader reader, CancellationToken cancel)
    {
        if (Access.Check(http, sites, KeyReader.FromHeader(http.Request), secretOnly: true, out var problem) is not { } key) return problem!;
        List<string> problems = [];
        var (from, until) = (Day(http.Request.Query, "from", problems), Day(http.Request.Query, "until", problems));
        if (from > until) problems.Add("from: a day not after until was expected");
        if (problems.Count > 0) return new Problem(ProblemCode.InvalidParameter, string.Join("; ", problems) + ".");

        var days = snapshots.ListDays(key.Site.Id);
        var last = until ?? (days.Count == 0 ? DateOnly.MinValue : days.Keys.Max(ListTotals.DateOf));
        var first = from ?? (last == DateOnly.MinValue ? last : last.AddDays(-28));
        var rows = days.Select(d => (Day: ListTotals.DateOf(d.Key), d.Value)).Where(d => d.Day >= first && d.Day <= last)
            .SelectMany(d => d.Value.Sums.Select(s => (d.Day, s.Key.Form, s.Key.Placement, Sums: s.Value))).ToList();
        var hashes = rows.Select(r => r.Placement).Where(p => p is not (0 or ListTotals.OtherPlacements)).Distinct().ToList();
        var names = (await reader.ReadNamesAsync(key.Site.Id, hashes, cancel)).Zip(hashes).ToDictionary(n => n.Second, n => n.First);
        return TypedResults.Json(
            new ListTotalsResponse([.. rows.Select(r => ListTotalResponse.Of(r.Day, r.Form, NameOf(r.Placement, names), r.Sums))]), ServerJson.Readable.ListTotalsResponse);
    }

    private static string? NameOf(ulong placement, Dictionary<ulong, string?> names) => placement switch
    {
        0 => null,
        ListTotals.OtherPlacements => "(others)",
        _ => names[placement] ?? placement.ToString("x16", CultureInfo.InvariantCulture),
    };

    private static DateOnly? Day(IQueryCollection query, string name, List<string> problems)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        problems.Add($"{name}: a day such as 2026-03-01 was expected; '{(text.Length <= 40 ? text : text[..40] + "…")}' was found");
        return null;
    }
}

/// <param name="Totals">By day, form and placement.</param>
public sealed record ListTotalsResponse(IReadOnlyList<ListTotalResponse> Totals);

/// <param name="Day">UTC.</param>
/// <param name="Form">Null: lists that are none of ours.</param>
/// <param name="Placement">That the list was asked for with, else as the events say; null: not said. <c>(others)</c>: those beyond the first 128 pairs of form and placement of a day and partition.</param>
/// <param name="Impressions">How often a list was visible.</param>
/// <param name="Clicks">How often a product was clicked.</param>
/// <param name="Orders">Orders owed to them, less those refunded in full that day.</param>
/// <param name="DirectOrders">Of them, those in which a product was bought that was clicked in the list.</param>
/// <param name="Revenue">What these orders are worth, less what was refunded that day, per currency.</param>
public sealed record ListTotalResponse(
    string Day, string? Form, string? Placement, long Impressions, long Clicks, long Orders, long DirectOrders, IReadOnlyDictionary<string, decimal> Revenue)
{
    public static ListTotalResponse Of(DateOnly day, byte form, string? placement, ListSums sums) => new(
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ListIds.FormOf(form)?.Name(), placement, sums.Seen, sums.Clicked, sums.Orders, sums.Direct, sums.Revenue);
}
