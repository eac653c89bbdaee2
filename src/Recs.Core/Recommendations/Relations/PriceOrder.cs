using Recs.Core.Catalog;

namespace Recs.Core.Recommendations.Relations;

/// <summary>
/// The products of each category by ascending price, those of unknown price behind: which products of a category are nearest to one
/// in price. Of n priced ones ⌈√n⌉ count as near, the product itself among them (the number of neighbours that Loftsgaarden and Quesenberry
/// recommend, A nonparametric estimate of a multivariate density function, 1965); where a price is unknown all of the category do.
/// </summary>
internal sealed class PriceOrder
{
    private readonly CatalogSnapshot _catalog;
    private readonly int[] _items;
    private readonly int[] _placeOf;
    private readonly int[] _starts;
    private readonly int[] _pricedEnds;

    public PriceOrder(CatalogSnapshot catalog)
    {
        _catalog = catalog;
        var categories = catalog.Categories;
        (_items, _placeOf, _starts, _pricedEnds) = (new int[catalog.Count], new int[catalog.Count], new int[categories.Count + 1], new int[categories.Count]);
        for (var category = 0; category < categories.Count; category++)
        {
            var from = _starts[category];
            var items = categories.Items(category);
            items.CopyTo(_items.AsSpan(from));
            _starts[category + 1] = from + items.Length;
            var sorted = _items.AsSpan(from, items.Length);
            sorted.Sort(ByPrice);
            for (var i = 0; i < sorted.Length; i++) _placeOf[sorted[i]] = from + i;
            _pricedEnds[category] = from;
            while (_pricedEnds[category] < _starts[category + 1] && HasPrice(_items[_pricedEnds[category]])) _pricedEnds[category]++;
        }
    }

    /// <summary>The items of a category, cheapest first.</summary>
    public ReadOnlySpan<int> Of(int category) => _items.AsSpan(_starts[category].._starts[category + 1]);

    /// <summary>Where in <see cref="Of"/> the items nearest in price begin and end.</summary>
    public (int From, int End) Near(int item)
    {
        var category = _catalog.CategoryOf(item);
        var (start, end) = (_starts[category], _pricedEnds[category]);
        if (!HasPrice(item)) return (0, _starts[category + 1] - start);
        var most = (int)Math.Ceiling(Math.Sqrt(end - start));
        var price = _catalog.LogPrice(item);
        var (low, high) = (_placeOf[item], _placeOf[item] + 1);
        while (high - low < most)
        {
            // Of two equally near ones the cheaper.
            var below = low > start ? price - _catalog.LogPrice(_items[low - 1]) : float.PositiveInfinity;
            var above = high < end ? _catalog.LogPrice(_items[high]) - price : float.PositiveInfinity;
            if (below <= above) low--;
            else high++;
        }

        return (low - start, high - start);
    }

    private bool HasPrice(int item) => !float.IsNaN(_catalog.LogPrice(item));

    private int ByPrice(int a, int b)
    {
        if (HasPrice(a) != HasPrice(b)) return HasPrice(a) ? -1 : 1;
        var c = HasPrice(a) ? _catalog.LogPrice(a).CompareTo(_catalog.LogPrice(b)) : 0;
        return c != 0 ? c : a.CompareTo(b);
    }
}
