using Recs.Core.Recommendations.Relations;

namespace Recs.Core.Recommendations.Trained;

/// <summary>
/// A trained list and the live counts of the same kind as one: (1 − λ) · weight ÷ best weight + λ · live ÷ best live, where λ is
/// <see cref="TrainedOptions.LiveShare"/>. So what the model cannot know yet has its place, and a list never ends with the training.
/// </summary>
internal static class TrainedRelations
{
    /// <param name="trained">The trained list.</param>
    /// <param name="live">The live one, in any order.</param>
    /// <param name="options">How.</param>
    /// <returns>Empty where nothing was trained: live counts then speak for themselves.</returns>
    public static ScoredItem[] Merge(RelatedProducts trained, ReadOnlySpan<ScoredItem> live, TrainedOptions options)
    {
        if (trained.Count == 0) return [];
        var scores = new Dictionary<int, double>(trained.Count + live.Length);
        for (var at = 0; at < trained.Count; at++)
        {
            var (item, weight) = trained[at];
            if (item >= 0) scores[item] = (1 - options.LiveShare) * weight / trained.Best;
        }

        var best = 0.0;
        foreach (var (_, score) in live) best = Math.Max(best, score);
        foreach (var (item, score) in live) scores[item] = scores.GetValueOrDefault(item) + (options.LiveShare * score / best);
        return [.. scores.Where(s => s.Value > 0).OrderByDescending(s => s.Value).ThenBy(s => s.Key).Select(s => new ScoredItem(s.Key, s.Value))];
    }
}
