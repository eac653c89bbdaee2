using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// What the trained model expects the visitor to look at next, from the last products looked at and, before them, the newest order. The
/// newest click counts with the answer it leads to.
/// </summary>
internal sealed class TrainedNextSource : ICandidateSource
{
    // What follows a product a tenth as much as what follows it most.
    private const float Often = 0.1f;

    public string Name => SourceNames.TrainedNext;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        if (context.Snapshot.Model is not { } model) return;
        Span<int> history = stackalloc int[Math.Max(1, context.Options.Trained.LastItems)];
        var known = History(context, model, history);
        if (known.Length > 0) model.ScoreNext(known, scores);
    }

    public Explanation Explain(RecommendationContext context, int item)
    {
        var model = context.Snapshot.Model!;
        Span<int> history = stackalloc int[Math.Max(1, context.Options.Trained.LastItems)];
        var known = History(context, model, history);
        var (best, share) = (-1, 0f);
        for (var at = known.Length - 1; at >= 0; at--)
        {
            if (ShareOf(model.Next(known[at]), item) is var s && s > share) (best, share) = (known[at], s);
        }

        if (share >= Often) return Explained(context, best, ReasonCodes.LearnedNext, $"Often the next choice after {context.Catalog.Label(best)}");
        return Explained(context, known[^1], ReasonCodes.LearnedTaste, $"Liked by visitors with a taste for {context.Catalog.Label(known[^1])}");
    }

    private static float ShareOf(Trained.RelatedProducts next, int item)
    {
        for (var k = 0; k < next.Count; k++)
        {
            if (next[k].Item == item) return next[k].Weight / next.Best;
        }

        return 0;
    }

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item) =>
        [new ScorePart("model", context.Scratch.Scores[item], string.Create(CultureInfo.InvariantCulture, $"what the model {context.Snapshot.Model!.Version} expects after the last products"))];

    private static Explanation Explained(RecommendationContext context, int anchor, string code, string text)
    {
        var tier = context.ViewAnchors.Concat(context.PurchaseAnchors).First(a => a.Item == anchor).Tier;
        return new Explanation(tier, new Reason(code, [context.Catalog[anchor].Id], [], text));
    }

    // Oldest first; each product once, where it came last; only what the model knows.
    private static ReadOnlySpan<int> History(RecommendationContext context, Trained.TrainedModel model, Span<int> history)
    {
        var at = history.Length;
        foreach (var anchor in context.ViewAnchors) at = Put(anchor.Item, model, history, at);
        foreach (var anchor in context.PurchaseAnchors) at = Put(anchor.Item, model, history, at);
        return history[at..];
    }

    private static int Put(int item, Trained.TrainedModel model, Span<int> history, int at)
    {
        if (at == 0 || !model.Knows(item) || history[at..].Contains(item)) return at;
        history[at - 1] = item;
        return at - 1;
    }
}
