using System.Numerics;
using System.Runtime.InteropServices;

namespace Recs.Training.Evaluation;

/// <summary>Where the true item stands among all that may be ranked.</summary>
internal static class Ranking
{
    /// <summary>
    /// The rank from 1. Items with an equal score stand before the true one: a model that cannot tell them apart gets no credit. A
    /// score that is no number stands last.
    /// </summary>
    /// <param name="scores">One score per item.</param>
    /// <param name="target">The true item.</param>
    /// <param name="history">The known items.</param>
    /// <param name="excluded">Which of them are not ranked.</param>
    /// <param name="seen">Scratch: one zero per item, zero again afterwards.</param>
    public static int RankOf(ReadOnlySpan<float> scores, int target, ReadOnlySpan<int> history, Exclusion excluded, Span<bool> seen)
    {
        // An item the model does not know: nothing it says stands behind.
        if (target >= scores.Length) return scores.Length + 1;
        var bar = scores[target];
        var (least, rank) = (float.IsNaN(bar) ? float.NegativeInfinity : bar, 0);
        rank = CountAtLeast(scores, least);
        if (!float.IsNaN(bar)) rank--;
        if (excluded == Exclusion.CurrentItem) history = history.IsEmpty ? [] : history[^1..];
        foreach (var item in history)
        {
            if (seen[item] || item == target || item >= scores.Length) continue;
            seen[item] = true;
            if (scores[item] >= least) rank--;
        }

        foreach (var item in history)
        {
            if (item < seen.Length) seen[item] = false;
        }

        return rank + 1;
    }

    private static int CountAtLeast(ReadOnlySpan<float> scores, float least)
    {
        var (bar, count, i) = (new Vector<float>(least), 0, 0);
        var blocks = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var sum = Vector<int>.Zero;
        foreach (var block in blocks) sum -= Vector.GreaterThanOrEqual(block, bar);
        count = Vector.Sum(sum);
        for (i = blocks.Length * Vector<float>.Count; i < scores.Length; i++)
        {
            if (scores[i] >= least) count++;
        }

        return count;
    }
}
