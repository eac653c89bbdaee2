namespace Recs.Core.Catalog;

/// <summary>The categories of a catalogue by number, with the items of each. Number 0 stands for items without a category.</summary>
public sealed class CategoryTable
{
    private readonly string[] _paths;
    private readonly int[] _tops;
    private readonly Dictionary<ulong, int> _byHash;
    private readonly int[] _starts;
    private readonly int[] _items;

    private CategoryTable(string[] paths, int[] categoryOf)
    {
        _paths = paths;
        _byHash = new Dictionary<ulong, int>(paths.Length);
        _tops = Tops(paths);
        for (var i = 1; i < paths.Length; i++) _byHash.TryAdd(Hash64.Of(paths[i]), i);
        _starts = new int[paths.Length + 1];
        foreach (var category in categoryOf) _starts[category + 1]++;
        for (var i = 0; i < paths.Length; i++) _starts[i + 1] += _starts[i];
        _items = new int[categoryOf.Length];
        var next = _starts.AsSpan(0, paths.Length).ToArray();
        for (var item = 0; item < categoryOf.Length; item++) _items[next[categoryOf[item]]++] = item;
    }

    /// <summary>How many there are, the 0 for none included.</summary>
    public int Count => _paths.Length;

    /// <summary>The path; empty for 0.</summary>
    public string Path(int category) => _paths[category];

    /// <summary>A number shared by the categories under the same top; 0 for items without a category.</summary>
    public int Top(int category) => _tops[category];

    /// <summary>The category whose path has this hash, or 0.</summary>
    public int Find(ulong hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>The items of exactly this category, ascending.</summary>
    public ReadOnlySpan<int> Items(int category) => _items.AsSpan(_starts[category].._starts[category + 1]);

    /// <summary>Marks the categories that are this one or lie below it.</summary>
    public void MarkWithin(string path, Span<bool> within)
    {
        within[0] = false;
        for (var i = 1; i < _paths.Length; i++) within[i] = CategoryPath.IsWithin(_paths[i], path);
    }

    /// <param name="items">In the order of the catalogue.</param>
    /// <param name="categoryOf">Receives the category of each item.</param>
    internal static CategoryTable Build(ReadOnlySpan<CatalogItem> items, int[] categoryOf)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> paths = [""];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Category is not { Length: > 0 } path) continue;
            if (!numbers.TryGetValue(path, out var number))
            {
                numbers[path] = number = paths.Count;
                paths.Add(path);
            }

            categoryOf[i] = number;
        }

        return new CategoryTable([.. paths], categoryOf);
    }

    private static int[] Tops(string[] paths)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var tops = new int[paths.Length];
        for (var i = 1; i < paths.Length; i++)
        {
            var top = CategoryPath.Top(paths[i]);
            if (!numbers.TryGetValue(top, out tops[i])) numbers[top] = tops[i] = numbers.Count + 1;
        }

        return tops;
    }
}
