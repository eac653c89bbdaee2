namespace Recs.Core.Streaming;

/// <summary>The visitors whom the erasures of a batch mean. An erasure names a hash, so they are looked for in the store and among those the batch names itself.</summary>
internal sealed class TurnErasures
{
    private readonly Dictionary<VisitorKey, List<VisitorKey>> _visitors = [];

    /// <summary>Those of an erasure, as far as they are stored.</summary>
    public async ValueTask FindAsync(PartitionMemory memory, VisitorKey erasure, CancellationToken cancel)
    {
        if (_visitors.ContainsKey(erasure)) return;
        _visitors[erasure] = [.. await memory.Store.FindByHashAsync(memory.Partition, erasure.Site, ErasedName.HashOf(erasure.Visitor.Value), cancel)];
    }

    /// <summary>Adds those that have to be read with their orders.</summary>
    public void Want(HashSet<VisitorKey> wanted, HashSet<VisitorKey> withOrders)
    {
        if (_visitors.Count == 0) return;
        foreach (var key in wanted)
        {
            var erasure = key with { Visitor = VisitorId.ForErased(Hash64.Of(key.Visitor.Value)) };
            if (_visitors.TryGetValue(erasure, out var found) && !found.Contains(key)) found.Add(key);
        }

        foreach (var key in _visitors.Values.SelectMany(v => v))
        {
            wanted.Add(key);
            withOrders.Add(key);
        }
    }

    /// <summary>The visitors an erasure means.</summary>
    public IReadOnlyList<VisitorKey> Of(VisitorKey erasure) => _visitors[erasure];
}
