namespace Recs.Core.Recommendations.Trained;

/// <summary>A trained list of products for one product, read in the numbers of a catalogue; what the catalogue does not have is passed over.</summary>
/// <param name="items">Numbers of the model, best first.</param>
/// <param name="weights">Beside each its weight, above 0.</param>
/// <param name="toCatalog">The number of each in the catalogue; below 0: it is not there.</param>
public readonly ref struct RelatedProducts(ReadOnlySpan<int> items, ReadOnlySpan<float> weights, ReadOnlySpan<int> toCatalog)
{
    private readonly ReadOnlySpan<int> _items = items;
    private readonly ReadOnlySpan<float> _weights = weights;
    private readonly ReadOnlySpan<int> _toCatalog = toCatalog;

    /// <summary>How many there are, those that the catalogue does not have among them.</summary>
    public int Count => _items.Length;

    /// <summary>The weight of the best; 0 where the list is empty.</summary>
    public float Best => _weights.IsEmpty ? 0 : _weights[0];

    /// <summary>One of them: its number in the catalogue, below 0 where it is not there, and its weight.</summary>
    public (int Item, float Weight) this[int at] => (_toCatalog[_items[at]], _weights[at]);
}
