using System.Numerics.Tensors;
using Recs.Training.Models.Factors;
using Recs.Training.Models.Transitions;

namespace Recs.Training.Models.Blending;

/// <summary>
/// The blend of transitions and factors for serving: candidates are what stands in the lists of the last items, those of transitions and
/// those of taste (<see cref="TasteLists"/>); each is scored exactly as <see cref="BlendModel"/> would, then as e^(score − best), so above 0 and in the same order.
/// Of one thread; allocates nothing once made.
/// </summary>
public sealed class CandidateBlend
{
    private readonly ItemLists _transitions;
    private readonly ItemLists _taste;
    private readonly TransitionOptions _options;
    private readonly AlsModel _als;
    private readonly BlendOptions _blend;
    private readonly FoldIn _visitor;
    private readonly float[] _scores;
    private readonly bool[] _touched;
    private readonly int[] _candidates;
    private int _count;

    /// <param name="transitions">What follows each item.</param>
    /// <param name="taste">What is liked by those who like an item.</param>
    /// <param name="options">Of the transitions.</param>
    /// <param name="als">The factors.</param>
    /// <param name="blend">How both are put together.</param>
    public CandidateBlend(ItemLists transitions, ItemLists taste, TransitionOptions options, AlsModel als, BlendOptions blend)
    {
        (_transitions, _taste, _options, _als, _blend) = (transitions, taste, options, als, blend);
        _visitor = new FoldIn(als);
        (_scores, _touched, _candidates) = (new float[als.ItemCount], new bool[als.ItemCount], new int[als.ItemCount]);
    }

    /// <summary>Items that <see cref="Score"/> has found.</summary>
    public ReadOnlySpan<int> Candidates => _candidates.AsSpan(0, _count);

    /// <summary>The score of a candidate, above 0.</summary>
    public float this[int item] => _scores[item];

    /// <summary>Finds and scores what may follow a history.</summary>
    /// <param name="history">Item numbers, oldest first.</param>
    public void Score(ReadOnlySpan<int> history)
    {
        Clear();
        var factor = 1.0;
        for (var age = 0; age < history.Length && age < _options.LastItems; age++, factor *= _options.Recency)
        {
            var item = history[history.Length - 1 - age];
            var items = _transitions.ItemsOf(item);
            var weights = _transitions.WeightsOf(item);
            for (var k = 0; k < items.Length; k++)
            {
                Touch(items[k]);
                _scores[items[k]] += (float)factor * weights[k];
            }

            foreach (var other in _taste.ItemsOf(item)) Touch(other);
        }

        var best = 0f;
        foreach (var item in Candidates) best = Math.Max(best, _scores[item]);
        var visitor = _visitor.Of(history);
        var scale = best > 0 ? 1 / best : 0;
        var most = float.NegativeInfinity;
        foreach (var item in Candidates)
        {
            var liking = TensorPrimitives.Dot<float>(visitor, _als.Items[item]);
            _scores[item] = MathF.Log((_scores[item] * scale) + (float)_blend.Floor) + ((float)_blend.Weight * liking);
            most = Math.Max(most, _scores[item]);
        }

        // What is too far behind the best for a number of its own still stands above 0.
        foreach (var item in Candidates) _scores[item] = MathF.Max(MathF.Exp(_scores[item] - most), float.Epsilon);
    }

    private void Touch(int item)
    {
        if (_touched[item]) return;
        _touched[item] = true;
        _candidates[_count++] = item;
    }

    private void Clear()
    {
        foreach (var item in Candidates) (_scores[item], _touched[item]) = (0, false);
        _count = 0;
    }
}
