namespace Recs.Core.Recommendations.Lists;

/// <summary>Lists in the order in which they came, each once, found by id. Has one owner.</summary>
internal sealed class ListQueue
{
    private readonly LinkedList<ListRecord> _order = [];
    private readonly Dictionary<Guid, LinkedListNode<ListRecord>> _byId = [];

    public int Count => _byId.Count;

    /// <summary>Products in all of them.</summary>
    public int Products { get; private set; }

    public ListRecord? Find(Guid id) => _byId.TryGetValue(id, out var node) ? node.Value : null;

    /// <summary>Puts a list last, or in the place of the one with its id.</summary>
    public void Put(ListRecord list)
    {
        if (_byId.TryGetValue(list.Id, out var node))
        {
            Products += list.Items.Count - node.Value.Items.Count;
            node.Value = list;
            return;
        }

        _byId[list.Id] = _order.AddLast(list);
        Products += list.Items.Count;
    }

    /// <summary>Puts a list first.</summary>
    public void PutFirst(ListRecord list)
    {
        Remove(list.Id);
        _byId[list.Id] = _order.AddFirst(list);
        Products += list.Items.Count;
    }

    public ListRecord? TakeOldest()
    {
        if (_order.First is not { } node) return null;
        Remove(node.Value.Id);
        return node.Value;
    }

    public bool Remove(Guid id)
    {
        if (!_byId.Remove(id, out var node)) return false;
        _order.Remove(node);
        Products -= node.Value.Items.Count;
        return true;
    }

    /// <returns>How many went.</returns>
    public int Remove(Func<ListRecord, bool> which)
    {
        var gone = _order.Where(which).ToList();
        foreach (var list in gone) Remove(list.Id);
        return gone.Count;
    }

    public List<ListRecord> All() => [.. _order];

    public void Clear()
    {
        _order.Clear();
        _byId.Clear();
        Products = 0;
    }
}
