using System.Globalization;
using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Visitors;
using Lists = Recs.Core.Recommendations.Recommender;

namespace Recs.Server.Recommender;

/// <summary>
/// Answers nobody in particular before anybody can ask, so that the first answers find the store's connections open, the sites' clocks
/// read and the code compiled, and are not given without their visitor because all that took longer than a page can wait.
/// </summary>
internal sealed class WarmUp(VisitorViewReader visitors, Lists recommender, SnapshotAggregator snapshots, RuleBooks rules, TimeProvider clock)
{
    /// <summary>A store that is slow for good must not keep the server from starting: then answers are degraded, which they say.</summary>
    public const int MostTries = 20;

    /// <summary>How many answers may read at once while it lasts: each takes a connection of its own.</summary>
    private const int AtOnce = 4;

    // Nobody has it: ids of visitors hold no control characters.
    private static readonly VisitorId Nobody = new("\u0001warm-up");

    /// <summary>Goes on until reads come within the deadline of answers.</summary>
    /// <returns>Whether they do.</returns>
    public async Task<bool> RunAsync(IEnumerable<SiteId> sites, CancellationToken cancel)
    {
        var inTime = true;
        foreach (var site in sites)
        {
            inTime &= await ReadInTimeAsync(site, cancel);
            foreach (var form in Enum.GetValues<RecommendationForm>()) Recommend(site, form);
        }

        return inTime;
    }

    private async Task<bool> ReadInTimeAsync(SiteId site, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var readings = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => visitors.ReadAsync(site, new VisitorId(string.Create(CultureInfo.InvariantCulture, $"{Nobody.Value}{i}")), cancel).AsTask()));
            if (readings.All(r => !r.Unavailable)) return true;
        }

        return false;
    }

    // From what sells best, as a product page would ask, for somebody of whom nothing is known yet.
    private void Recommend(SiteId site, RecommendationForm form)
    {
        var grain = new VisitorGrain(new VisitorKey(site, Nobody), VisitorStateCodec.Decode(VisitorStateCodec.Encode(new VisitorState())), OrderBook.Empty());
        var view = VisitorViews.Of(grain, Instant.Now(clock), VisitorOptions.Default);
        var snapshot = snapshots.Current(site);
        var item = snapshot.Popularity.Order is [var first, ..] ? snapshot.Catalog[first].Id : (ItemId?)null;
        var request = new RecommendationRequest(form) { Item = item, Recent = item is { } seen ? [new RecentItem(seen, RecentDeed.View)] : [] };
        recommender.Recommend(request, view, snapshot, rules.Current(site));
    }
}
