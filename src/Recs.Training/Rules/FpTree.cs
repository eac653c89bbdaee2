namespace Recs.Training.Rules;

/// <summary>
/// A prefix tree of baskets whose items stand in falling order of their counts, so that what baskets share is stored once (Han, Pei &amp;
/// Yin, Mining frequent patterns without candidate generation, 2000). Nodes lie in lists; node 0 is the root.
/// </summary>
internal sealed class FpTree
{
    private readonly List<(int Item, int Count, int Parent, int NextOfItem)> _nodes = [(-1, 0, -1, -1)];
    private readonly Dictionary<(int Parent, int Item), int> _children = [];

    // By item: its node added last, which leads to those before.
    private readonly Dictionary<int, int> _heads = [];
    private readonly Dictionary<int, long> _counts = [];

    /// <summary>The items of the tree with how many baskets hold them.</summary>
    public IReadOnlyDictionary<int, long> Counts => _counts;

    /// <summary>Adds so many baskets with the same items.</summary>
    /// <param name="items">The most frequent first.</param>
    /// <param name="count">How many baskets.</param>
    public void Add(ReadOnlySpan<int> items, int count)
    {
        var parent = 0;
        foreach (var item in items)
        {
            _counts[item] = _counts.GetValueOrDefault(item) + count;
            if (_children.TryGetValue((parent, item), out var node))
            {
                _nodes[node] = _nodes[node] with { Count = _nodes[node].Count + count };
            }
            else
            {
                node = _nodes.Count;
                _nodes.Add((item, count, parent, _heads.GetValueOrDefault(item, -1)));
                _children[(parent, item)] = node;
                _heads[item] = node;
            }

            parent = node;
        }
    }

    /// <summary>The tree of the baskets that hold an item, without it and what is rarer, and without items that are not frequent there.</summary>
    public FpTree Conditional(int item, int least)
    {
        var paths = new List<(List<int> Items, int Count)>();
        var counts = new Dictionary<int, long>();
        for (var node = _heads.GetValueOrDefault(item, -1); node >= 0; node = _nodes[node].NextOfItem)
        {
            var path = new List<int>();
            for (var up = _nodes[node].Parent; up > 0; up = _nodes[up].Parent) path.Add(_nodes[up].Item);
            path.Reverse();
            foreach (var other in path) counts[other] = counts.GetValueOrDefault(other) + _nodes[node].Count;
            paths.Add((path, _nodes[node].Count));
        }

        var tree = new FpTree();
        foreach (var (path, count) in paths)
        {
            path.RemoveAll(other => counts[other] < least);
            tree.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(path), count);
        }

        return tree;
    }
}
