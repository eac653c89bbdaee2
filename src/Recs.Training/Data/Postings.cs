namespace Recs.Training.Data;

/// <summary>Where each item occurs: for every item the places in the rows of histories, in their order.</summary>
internal sealed class Postings
{
    private readonly int[] _starts;
    private readonly (int Row, int Position)[] _places;

    public Postings(Histories histories)
    {
        _starts = new int[histories.ItemCount + 1];
        foreach (var item in histories.All.Span) _starts[item + 1]++;
        for (var i = 0; i < histories.ItemCount; i++) _starts[i + 1] += _starts[i];
        _places = new (int, int)[histories.Interactions];
        var next = _starts[..^1];
        for (var row = 0; row < histories.Count; row++)
        {
            var items = histories[row];
            for (var p = 0; p < items.Length; p++) _places[next[items[p]]++] = (row, p);
        }
    }

    /// <summary>The rows alone, item after item.</summary>
    public ReadOnlyMemory<int> Rows => Array.ConvertAll(_places, p => p.Row);

    /// <summary>Where an item's places start; of the one after the last, where all end.</summary>
    public int StartOf(int item) => _starts[item];

    public ReadOnlySpan<(int Row, int Position)> Of(int item) => _places.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);
}
