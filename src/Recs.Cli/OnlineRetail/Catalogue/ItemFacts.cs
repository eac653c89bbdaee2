namespace Recs.Cli.OnlineRetail.Catalogue;

/// <summary>What the lines say of one product.</summary>
internal sealed class ItemFacts
{
    private readonly Dictionary<string, int> _titles = new(StringComparer.Ordinal);
    private readonly List<decimal> _prices = [];

    /// <summary>
    /// Takes a line in. Lines without a price are remarks of the staff (“damaged”, “lost”, “?”) as often as descriptions, so
    /// only sold ones speak of the product.
    /// </summary>
    public void Add(RetailLine line)
    {
        if (line.Price <= 0) return;
        _prices.Add(line.Price);
        var title = string.Join(' ', line.Description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (title.Length > 0) _titles[title] = _titles.GetValueOrDefault(title) + 1;
    }

    /// <summary>The most frequent description, among equals the longest; null: it was never sold.</summary>
    public string? Title => _titles.Count == 0 ? null
        : _titles.OrderByDescending(t => t.Value).ThenByDescending(t => t.Key.Length).ThenBy(t => t.Key, StringComparer.Ordinal).First().Key;

    /// <summary>The median, of an even number the lower middle one, so that it is a price that was paid.</summary>
    public decimal? Price
    {
        get
        {
            if (_prices.Count == 0) return null;
            _prices.Sort();
            return _prices[(_prices.Count - 1) / 2];
        }
    }
}
