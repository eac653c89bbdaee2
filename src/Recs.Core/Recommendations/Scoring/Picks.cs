namespace Recs.Core.Recommendations.Scoring;

/// <summary>A ranking under construction. Serves one request after another without allocating once it is long enough.</summary>
internal sealed class Picks
{
    private Pick[] _picks = new Pick[RecommendationRequest.MaxLimit];

    public int Count { get; private set; }

    public Span<Pick> All => _picks.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(Pick pick)
    {
        if (Count == _picks.Length) Array.Resize(ref _picks, 2 * Count);
        _picks[Count++] = pick;
    }

    /// <summary>Takes an item out; false where it is not there.</summary>
    public bool Remove(int item)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_picks[i].Item != item) continue;
            Array.Copy(_picks, i + 1, _picks, i, --Count - i);
            return true;
        }

        return false;
    }
}
