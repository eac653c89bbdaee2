using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Relations;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Sources;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations;

/// <summary>
/// A list in the making: (1) what the answer may hold, (2) what rules put at places, (3) the ranking, source by source,
/// (4) the mix, (5) the items with their reasons. Lasts as long as the answer.
/// </summary>
internal sealed class ListDraft
{
    private readonly RecommendationRequest _request;
    private readonly Chains _chains;
    private readonly Scratch _scratch;
    private readonly RecommendationContext _context;

    /// <summary>Step 1.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="visitor">Null: nobody known.</param>
    /// <param name="snapshot">Of the site.</param>
    /// <param name="book">The site's rules.</param>
    /// <param name="now">When.</param>
    /// <param name="options">How.</param>
    /// <param name="chains">The sources of each form.</param>
    /// <param name="relations">What products are to each other.</param>
    /// <param name="scratch">What to work with.</param>
    /// <param name="watched">The item whose fate will be asked; -1: none.</param>
    public ListDraft(
        RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot, RuleBook book, Instant now, RecommenderOptions options, Chains chains, SnapshotRelations.Table relations, Scratch scratch, int watched = -1)
    {
        (_request, _chains, _scratch) = (request, chains, scratch);
        scratch.Begin(snapshot.Catalog.Count);
        scratch.Picks.Clear();
        scratch.Pinned.Clear();
        scratch.Rules.Begin(book, Occasion(request, visitor, snapshot, now), snapshot.Catalog);
        scratch.Eligibility.Begin(snapshot.Catalog, request, scratch.Rules, watched);
        _context = new RecommendationContext(request, visitor, snapshot, options, relations.Of(snapshot), scratch);
        NeverReturns.Block(_context);
    }

    public RecommendationContext Context => _context;

    public AppliedRules Rules => _scratch.Rules;

    /// <summary>The sources of the form, in the order in which they are asked.</summary>
    public ReadOnlySpan<ICandidateSource> Sources => _chains.Of(_request.Form);

    /// <summary>The ranking so far, best first.</summary>
    public ReadOnlySpan<Pick> Ranking => _scratch.Picks.All;

    /// <summary>Steps 2 to 5.</summary>
    public List<RecommendedItem> Finish()
    {
        Pin();
        var wanted = _request.Limit - _scratch.Pinned.Count;
        if (_request.Diversity > 0)
        {
            // Only what need not wait is mixed; what is buried fills up behind it.
            Ask(Variety.Diversifier.PoolOf(wanted));
            Mix(wanted);
        }

        Rank(wanted);
        return Place(wanted);
    }

    /// <summary>Step 3: the best of each source in turn, until there are enough; what rules put last comes when nothing else is left.</summary>
    public void Rank(int wanted)
    {
        if (_scratch.Picks.Count < wanted) Ask(wanted);
        if (!_scratch.Rules.Buries || _scratch.Picks.Count >= wanted) return;
        _scratch.Eligibility.LetBuriedIn();
        Ask(wanted);
    }

    /// <summary>An item of the ranking as it stands in a list.</summary>
    public RecommendedItem Ranked(Pick pick)
    {
        var source = _chains.Of(_request.Form)[pick.Source];
        var (tier, reason) = source.Explain(_context, pick.Item);
        return new RecommendedItem(_context.Catalog[pick.Item], pick.Score, tier, reason)
        {
            Explanation = _request.Explain ? Explanation(source, pick) : null,
        };
    }

    // Step 2. A place before this page was given away with its page; one behind it is for a later page.
    private void Pin()
    {
        var (first, last) = (_request.After.Count + 1, _request.After.Count + _request.Limit);
        foreach (var rule in _scratch.Rules.Pins)
        {
            if (rule.Position < first || rule.Position > last || rule.Products.Items.Count == 0) continue;
            if (!_context.Catalog.TryFind(rule.Products.Items[0].Hash, out var item) || !_context.Eligibility.AllowsPinned(item)) continue;
            _scratch.Pinned.Add(rule, item, first, last);
        }

        for (var place = first; place <= last && _scratch.Pinned.Count > 0; place++)
        {
            if (_scratch.Pinned.At(place) is { } pinned) _context.Eligibility.Block(pinned.Item);
        }
    }

    private void Ask(int wanted)
    {
        var chain = _chains.Of(_request.Form);
        var (picks, scores) = (_scratch.Picks, _scratch.Scores);
        for (var s = 0; s < chain.Length && picks.Count < wanted; s++)
        {
            // A source that stops when it has enough would not come to what a rule lifts.
            var missing = wanted - picks.Count;
            _context.Wanted = _scratch.Rules.Boosts ? Math.Max(missing, RecommendationRequest.MaxLimit) : missing;
            scores.Clear();
            chain[s].Collect(_context, scores);
            if (_scratch.Rules.Boosts) scores.Boost(_scratch.Rules);
            foreach (var (score, item) in _scratch.Top.Of(scores, missing))
            {
                picks.Add(new Pick(item, score, s, _request.After.Count + picks.Count + 1));
                _context.Eligibility.Block(item);
            }

            if (chain[s].Name == SourceNames.RecentlyViewed) NeverReturns.BlockBought(_context);
        }
    }

    // Step 4.
    private void Mix(int wanted)
    {
        Span<int> given = stackalloc int[RecommendationRequest.MaxLimit];
        var count = 0;
        foreach (var id in _request.After)
        {
            if (count < given.Length && _context.Catalog.TryFind(id.Hash, out var item)) given[count++] = item;
        }

        _scratch.Diversifier.Mix(_context.Catalog, _scratch.Picks.All, wanted, _request.Diversity, given[..count]);
    }

    // Step 5.
    private List<RecommendedItem> Place(int wanted)
    {
        var ranked = _scratch.Picks.All[..Math.Min(wanted, _scratch.Picks.Count)];
        var items = new List<RecommendedItem>(ranked.Length + _scratch.Pinned.Count);
        var place = _request.After.Count + 1;
        foreach (var pick in ranked)
        {
            for (; _scratch.Pinned.At(place) is { } pinned; place++) items.Add(Pinned(pinned.Item, pinned.Rule));
            items.Add(Ranked(pick));
            place++;
        }

        // Where the ranking ends before a place, its item comes last.
        for (; items.Count < ranked.Length + _scratch.Pinned.Count; place++)
        {
            if (_scratch.Pinned.At(place) is { } pinned) items.Add(Pinned(pinned.Item, pinned.Rule));
        }

        return items;
    }

    private PlaceExplanation Explanation(ICandidateSource source, Pick pick) =>
        new(source.Name, pick.Rank, source.Parts(_context, pick.Item), _scratch.Rules.Moving(pick.Item));

    private RecommendedItem Pinned(int item, Rule rule)
    {
        var reason = new Reason(ReasonCodes.ChosenByShop, [], [], "Chosen by the shop for this place");
        return new RecommendedItem(_context.Catalog[item], 0, RecommendationTier.Popular, reason)
        {
            Explanation = _request.Explain ? new PlaceExplanation(null, null, [], [rule.Id]) : null,
        };
    }

    /// <summary>What the conditions of rules look at.</summary>
    public static RuleOccasion Occasion(RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot, Instant now)
    {
        var category = request.Category;
        if (category is null && request.Item is { } shown && snapshot.Catalog.TryFind(shown.Hash, out var item)) category = snapshot.Catalog[item].Category;
        var stage = visitor is { OnlySession: false } known ? known.Stage : (LifecycleStage?)null;
        return new RuleOccasion(request.Form, request.Placement, category, stage, now);
    }
}
