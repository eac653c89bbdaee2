namespace Recs.Core.Catalog;

/// <summary>
/// The products of a site at one moment, immutable. Items are numbered by ascending id (ordinal), so the lower number is
/// the lower id; numbers hold within one snapshot only.
/// </summary>
public sealed class CatalogSnapshot
{
    public static readonly CatalogSnapshot Empty = new CatalogBuilder().Build();

    private readonly CatalogItem[] _items;
    private readonly Dictionary<ulong, int> _byHash;
    private readonly ulong[] _hashes;
    private readonly int[] _categoryOf;
    private readonly float[] _logPrices;
    private readonly bool[] _offered;
    private readonly ulong[] _brands;

    internal CatalogSnapshot(CatalogItem[] items, bool[] offered, Dictionary<ulong, int> byHash, ReadOnlySpan<int[]> wordsOf, string[] words)
    {
        _items = items;
        _offered = offered;
        _byHash = byHash;
        _hashes = new ulong[items.Length];
        _categoryOf = new int[items.Length];
        _logPrices = new float[items.Length];
        _brands = new ulong[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            _hashes[i] = items[i].Id.Hash;
            _brands[i] = items[i].Brand is { } brand ? Hash64.Of(brand) : 0;
            _logPrices[i] = items[i].Price is > 0 and { } price ? MathF.Log((float)price) : float.NaN;
        }

        Categories = CategoryTable.Build(items, _categoryOf);
        Titles = TitleIndex.Build(words, wordsOf, _categoryOf, Categories);
        Ladders = PriceLadders.Build(items, offered, _categoryOf);
    }

    public int Count => _items.Length;

    public CategoryTable Categories { get; }

    public TitleIndex Titles { get; }

    public PriceLadders Ladders { get; }

    public CatalogItem this[int item] => _items[item];

    public bool TryFind(ulong hash, out int item) => _byHash.TryGetValue(hash, out item);

    public ulong HashOf(int item) => _hashes[item];

    /// <summary>The number of the item's category; 0: none.</summary>
    public int CategoryOf(int item) => _categoryOf[item];

    /// <summary>The hash of the item's brand; 0: none.</summary>
    public ulong BrandOf(int item) => _brands[item];

    /// <summary>It may be recommended: in stock, and of the catalogue where the site has one.</summary>
    public bool IsOffered(int item) => _offered[item];

    /// <summary>The natural logarithm of the price; NaN where it is unknown or not positive.</summary>
    public float LogPrice(int item) => _logPrices[item];

    /// <summary>What people read, or the id where no title is known.</summary>
    public string Label(int item) => _items[item].Title is { Length: > 0 } title ? title : _items[item].Id.Value;
}
