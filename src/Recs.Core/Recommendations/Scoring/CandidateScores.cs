namespace Recs.Core.Recommendations.Scoring;

/// <summary>
/// Scores under construction, dense by item number. What may not be in the answer never gets in. One instance serves one
/// request after another without allocating.
/// </summary>
public sealed class CandidateScores(Eligibility eligibility)
{
    private double[] _scores = [];
    private int[] _touched = [];
    private int _count;

    /// <summary>The items with a score, in the order in which they came.</summary>
    public ReadOnlySpan<int> Items => _touched.AsSpan(0, _count);

    public double this[int item] => _scores[item];

    /// <summary>Adds to an item's score; only positive amounts count.</summary>
    public void Add(int item, double score)
    {
        if (score <= 0 || !eligibility.Allows(item)) return;
        if (_scores[item] == 0) _touched[_count++] = item;
        _scores[item] += score;
    }

    /// <summary>Multiplies scores by what rules say.</summary>
    internal void Boost(Rules.AppliedRules rules)
    {
        foreach (var item in Items) _scores[item] *= rules.Factor(item);
    }

    /// <summary>Forgets what has not reached a score.</summary>
    internal void DropBelow(double least)
    {
        var kept = 0;
        foreach (var item in Items)
        {
            if (_scores[item] >= least) _touched[kept++] = item;
            else _scores[item] = 0;
        }

        _count = kept;
    }

    internal void Begin(int items)
    {
        Clear();
        if (_scores.Length >= items) return;
        _scores = new double[items];
        _touched = new int[items];
    }

    internal void Clear()
    {
        foreach (var item in Items) _scores[item] = 0;
        _count = 0;
    }
}
