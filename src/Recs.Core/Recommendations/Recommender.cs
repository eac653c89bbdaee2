using System.Collections.Concurrent;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Sources;
using Recs.Core.Recommendations.Visitors;

namespace Recs.Core.Recommendations;

/// <summary>
/// Makes lists: what may be in the answer is settled first, then the sources of the form's chain are asked one after the
/// other until the list is full. Thread-safe; always gives an answer.
/// </summary>
public sealed class Recommender
{
    private readonly RecommenderOptions _options;
    private readonly Chains _chains;
    private readonly SnapshotRelations.Table _relations;
    private readonly TimeProvider _clock;
    private readonly ConcurrentBag<Scratch> _pool = [];

    /// <param name="options">Chains, thresholds and weights.</param>
    /// <param name="models">Sources beyond the live counts, for the chains to name.</param>
    /// <param name="clock">Dates the list ids.</param>
    /// <exception cref="RecsException">The options name unknown forms or sources.</exception>
    public Recommender(RecommenderOptions options, IEnumerable<ICandidateSource> models, TimeProvider clock)
    {
        _options = options;
        _chains = new Chains(options, models);
        _relations = new SnapshotRelations.Table(options);
        _clock = clock;
    }

    /// <param name="request">What the page asks for, without <see cref="RecommendationRequest.Problems"/>.</param>
    /// <param name="visitor">Null: nobody known.</param>
    /// <param name="snapshot">Of the site.</param>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public RecommendationList Recommend(RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot)
    {
        if (request.Problems() is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems), nameof(request));
        if (!_pool.TryTake(out var scratch)) scratch = new Scratch();
        try
        {
            var items = Fill(request, visitor ?? SessionViews.Of(request, snapshot.Catalog), snapshot, scratch);
            return new RecommendationList
            {
                ListId = Guid.CreateVersion7(_clock.GetUtcNow()),
                Form = request.Form,
                Stage = visitor?.Stage,
                Items = items,
                Degraded = request.VisitorUnavailable || ReferenceEquals(snapshot, SiteSnapshot.Empty),
                Shortfall = Shortfalls.Of(request, snapshot, items.Count, scratch, _options),
            };
        }
        finally
        {
            _pool.Add(scratch);
        }
    }

    private List<RecommendedItem> Fill(RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot, Scratch scratch)
    {
        // 1 What the answer may hold
        scratch.Begin(snapshot.Catalog.Count);
        scratch.Eligibility.Begin(snapshot.Catalog, request);
        var context = new RecommendationContext(request, visitor, snapshot, _options, _relations.Of(snapshot), scratch);
        NeverReturns.Block(context);

        // 2 The best of each source in turn, until there are enough
        var items = new List<RecommendedItem>(request.Limit);
        foreach (var source in _chains.Of(request.Form))
        {
            context.Wanted = request.Limit - items.Count;
            if (context.Wanted == 0) break;
            scratch.Scores.Clear();
            source.Collect(context, scratch.Scores);
            Take(source, context, items);
            if (source.Name == SourceNames.RecentlyViewed) NeverReturns.BlockBought(context);
        }

        return items;
    }

    private static void Take(ICandidateSource source, RecommendationContext context, List<RecommendedItem> items)
    {
        foreach (var (score, item) in context.Scratch.Top.Of(context.Scratch.Scores, context.Wanted))
        {
            var (tier, reason) = source.Explain(context, item);
            items.Add(new RecommendedItem(context.Catalog[item], score, tier, reason));
            context.Eligibility.Block(item);
        }
    }
}
