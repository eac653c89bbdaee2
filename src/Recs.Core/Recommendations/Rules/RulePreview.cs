using Recs.Core.Recommendations.Snapshots;

namespace Recs.Core.Recommendations.Rules;

/// <summary>What a rule would do to lists that were asked for lately: each is made again without it and with it, by today's counts.</summary>
public sealed class RulePreview(Recommender recommender, SiteSnapshot snapshot, RuleBook book, Rule rule)
{
    private readonly RuleBook _without = new(book.Rules.Where(r => r.Id != rule.Id));

    // As if it were in force: who tries a rule for next month or for the evening wants to see what it does.
    private readonly Rule _tried = rule with { Enabled = true, From = null, Until = null, When = rule.When with { Window = null } };

    /// <summary>Tries one request.</summary>
    /// <returns>The two lists; the same where nothing changes.</returns>
    public (RecommendationList Before, RecommendationList After) Try(RecommendationRequest request, VisitorView? visitor) =>
        (recommender.Recommend(request, visitor, snapshot, _without), recommender.Recommend(request, visitor, snapshot, _without.With(_tried)));

    /// <summary>The rule's condition holds for the list.</summary>
    public bool Concerns(RecommendationRequest request, VisitorView? visitor) => _tried.Applies(ListDraft.Occasion(request, visitor, snapshot, default));

    /// <summary>The lists hold other products, or in another order.</summary>
    public static bool Differ(RecommendationList before, RecommendationList after) =>
        !before.Items.Select(i => i.Item.Id).SequenceEqual(after.Items.Select(i => i.Item.Id));
}
