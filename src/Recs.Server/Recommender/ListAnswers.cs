using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Snapshots;
using Recs.Server.Http;
using Lists = Recs.Core.Recommendations.Recommender;

namespace Recs.Server.Recommender;

/// <summary>Makes lists, hands them over to be kept, and goes on with them by their cursors.</summary>
internal sealed class ListAnswers(
    Lists recommender, SnapshotAggregator snapshots, RuleBooks rules, ListBuffer lists, RecentRequests recent, ListCursors cursors, ListOptions options, TimeProvider clock)
{
    private const string Expired = "The list can be paged on no longer: it is older than half an hour, was erased, or was lost in a crash. Ask for a new one without a cursor.";

    /// <summary>Lists of the form draw on what friends have bought, so the visitor is to be read with that.</summary>
    public bool AsksFriends(RecommendationForm form) => recommender.AsksFriends(form);

    /// <summary>One list.</summary>
    public RecommendationsResponse Make(SiteId site, RecommendationRequest request, ListVisitor visitor)
    {
        var list = recommender.Recommend(request with { VisitorUnavailable = visitor.Unavailable }, visitor.View, snapshots.Current(site), rules.Current(site));
        return Keep(site, list, request, request, visitor);
    }

    /// <summary>The lists of a page, in its order, no product twice.</summary>
    public IReadOnlyList<RecommendationsResponse> MakePage(SiteId site, IReadOnlyList<RecommendationRequest> requests, ListVisitor visitor)
    {
        var made = recommender.RecommendPage(
            [.. requests.Select(r => r with { VisitorUnavailable = visitor.Unavailable })], visitor.View, snapshots.Current(site), rules.Current(site));

        // Who pages on meets nothing that another place of the page shows.
        return [.. made.Select((list, i) => Keep(site, list, requests[i] with { Taken = Products(made.Where(l => l != list)) }, requests[i] with { Taken = Products(made.Take(i)) }, visitor))];
    }

    /// <summary>The list a cursor goes on with, as it stands; or the problem with it.</summary>
    public async ValueTask<(ListRecord? List, ListCursor? Cursor, Problem? Problem)> OpenAsync(SiteId site, string text, CancellationToken cancel)
    {
        if (!cursors.TryOpen(text, site, out var cursor))
            return (null, null, new Problem(ProblemCode.InvalidCursor, "cursor: the cursor of an earlier answer for this site was expected. Ask for a new list without a cursor."));
        if (Instant.Now(clock) - ListIds.TimeOf(cursor.List) > options.Pageable) return (null, null, new Problem(ProblemCode.ListExpired, Expired));
        return await lists.FindAsync(site, cursor.List, cancel) is { } list && list.Items.Count >= cursor.Given
            ? (list, cursor, null)
            : (null, null, new Problem(ProblemCode.ListExpired, Expired));
    }

    /// <summary>The page behind a cursor: the same for the same cursor, however often it is asked for.</summary>
    public RecommendationsResponse GoOn(ListRecord list, ListCursor cursor, ListVisitor visitor)
    {
        Shortfall? shortfall = null;
        var explained = new Dictionary<ItemId, RecommendedItem>();
        if (list.Items.Count == cursor.Given)
        {
            var request = cursor.Request with
            {
                After = [.. list.Items.Select(i => i.Item)],
                Limit = Math.Min(cursor.Request.Limit, RecommendationRequest.MaxLimit - cursor.Given),
                VisitorUnavailable = visitor.Unavailable,
            };
            var more = recommender.Recommend(request, visitor.View, snapshots.Current(list.Site), rules.Current(list.Site));
            (shortfall, explained) = (more.Shortfall, more.Items.ToDictionary(i => i.Item.Id));
            list = lists.Extend(list, [.. more.Items.Select(i => ListedProduct.Of(i, withReason: true))]);
        }

        var page = list.Items.Skip(cursor.Given).Take(cursor.Request.Limit).ToList();
        var catalog = snapshots.Current(list.Site).Catalog;
        return new RecommendationsResponse(
            list.Id.ToString(),
            list.Form.Name(),
            list.Placement,
            list.Stage?.ToString(),
            [.. page.Select(i => explained.TryGetValue(i.Item, out var item) ? RecommendedItemResponse.Of(item) : RecommendedItemResponse.Of(i, catalog))],
            list.Degraded || visitor.Unavailable,
            RecommendationsResponse.Short(shortfall),
            Next(cursor with { Given = cursor.Given + page.Count }, page.Count));
    }

    private static IReadOnlyList<ItemId> Products(IEnumerable<RecommendationList> lists) => [.. lists.SelectMany(l => l.Items).Select(i => i.Item.Id)];

    private RecommendationsResponse Keep(SiteId site, RecommendationList list, RecommendationRequest onwards, RecommendationRequest asked, ListVisitor visitor)
    {
        lists.Add(ListRecord.Of(site, list, visitor.Id));
        recent.Add(site, asked, visitor.Id);
        return RecommendationsResponse.Of(list, Next(new ListCursor(site, list.ListId, list.Items.Count, onwards), list.Items.Count));
    }

    // Where a page is not full, nothing is left.
    private string? Next(ListCursor cursor, int given) =>
        given == cursor.Request.Limit && cursor.Given < RecommendationRequest.MaxLimit ? cursors.Seal(cursor) : null;
}
