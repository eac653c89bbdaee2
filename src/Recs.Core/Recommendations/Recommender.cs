using System.Collections.Concurrent;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Rules;
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

    /// <summary>Lists of the form draw on what friends have bought, so the visitor is to be read with that.</summary>
    public bool AsksFriends(RecommendationForm form) => _chains.AskFriends(form);

    /// <summary>One list.</summary>
    /// <param name="request">What the page asks for, without <see cref="RecommendationRequest.Problems"/>.</param>
    /// <param name="visitor">Null: nobody known.</param>
    /// <param name="snapshot">Of the site.</param>
    /// <param name="rules">Of the site; null: none.</param>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public RecommendationList Recommend(RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot, RuleBook? rules = null)
    {
        if (request.Problems() is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems), nameof(request));
        return Make(request, visitor, snapshot, rules);
    }

    /// <summary>The lists of a page, no product in two of them: what an earlier list holds, a later one leaves out.</summary>
    /// <inheritdoc cref="Recommend"/>
    public IReadOnlyList<RecommendationList> RecommendPage(
        IReadOnlyList<RecommendationRequest> requests, VisitorView? visitor, SiteSnapshot snapshot, RuleBook? rules = null)
    {
        var lists = new List<RecommendationList>(requests.Count);
        List<ItemId> taken = [];
        foreach (var request in requests)
        {
            if (request.Problems() is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems), nameof(requests));
            var list = Make(request with { Taken = [.. request.Taken, .. taken] }, visitor, snapshot, rules);
            taken.AddRange(list.Items.Select(i => i.Item.Id));
            lists.Add(list);
        }

        return lists;
    }

    /// <summary>What a product's place in a list comes from, or the first thing that keeps it out.</summary>
    /// <param name="request">The list.</param>
    /// <param name="item">The product.</param>
    /// <param name="visitor">Null: nobody known.</param>
    /// <param name="snapshot">Of the site.</param>
    /// <param name="rules">Of the site; null: none.</param>
    /// <exception cref="ArgumentException">The request has problems.</exception>
    public WhyAnswer Why(RecommendationRequest request, ItemId item, VisitorView? visitor, SiteSnapshot snapshot, RuleBook? rules = null)
    {
        if (request.Problems() is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems), nameof(request));
        if (!snapshot.Catalog.TryFind(item.Hash, out var number)) return WhyAnswer.Unknown(request.Form, item);
        if (!_pool.TryTake(out var scratch)) scratch = new Scratch();
        try
        {
            var (asked, view, now) = (request with { Explain = true }, visitor ?? SessionViews.Of(request, snapshot.Catalog), Instant.Now(_clock));
            return new WhyFinder(() => new ListDraft(asked, view, snapshot, rules ?? RuleBook.Empty, now, _options, _chains, _relations, scratch, number), asked, number).Find();
        }
        finally
        {
            _pool.Add(scratch);
        }
    }

    private RecommendationList Make(RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot, RuleBook? rules)
    {
        if (!_pool.TryTake(out var scratch)) scratch = new Scratch();
        try
        {
            var now = _clock.GetUtcNow();
            var draft = new ListDraft(
                request, visitor ?? SessionViews.Of(request, snapshot.Catalog), snapshot, rules ?? RuleBook.Empty, Instant.From(now), _options, _chains, _relations, scratch);
            var items = draft.Finish();
            return new RecommendationList
            {
                ListId = ListIds.New(request.Form, now),
                Form = request.Form,
                Placement = request.Placement,
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
}
