namespace Recs.Core.Recommendations.Scoring;

/// <summary>A set of items that is emptied at no cost. Serves one thread.</summary>
internal sealed class ItemMarks
{
    private int[] _marked = [];
    private int _round;

    /// <summary>Forgets all marks.</summary>
    public void Begin(int items)
    {
        if (_marked.Length < items) _marked = new int[items];
        if (++_round != int.MaxValue) return;
        Array.Clear(_marked);
        _round = 1;
    }

    public void Add(int item) => _marked[item] = _round;

    public bool Holds(int item) => _marked[item] == _round;
}
