using Recs.Core.Recommendations.Lists;

namespace Recs.Core.Tests.Recommendations.Lists;

/// <summary>A store of lists that a test watches and breaks.</summary>
internal sealed class FakeListStore : IListStore
{
    public Dictionary<Guid, ListRecord> Lists { get; } = [];

    public List<IReadOnlyList<ListRecord>> Batches { get; } = [];

    public List<Instant> Drops { get; } = [];

    /// <summary>What the next drops say; then 0.</summary>
    public List<int> DropsLeft { get; set; } = [];

    public bool Down { get; set; }

    public int Finds { get; private set; }

    /// <summary>Happens once, in the middle of a save.</summary>
    public Action? Saving { get; set; }

    /// <summary>Saves wait for it before they store anything.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public async Task SaveAsync(IReadOnlyList<ListRecord> lists, CancellationToken cancel)
    {
        await Held;
        if (Down) throw new StoreUnavailableException("The store is down.", new IOException());
        Batches.Add([.. lists]);
        foreach (var list in lists) Lists[list.Id] = list;
        var saving = Saving;
        Saving = null;
        saving?.Invoke();
    }

    public ValueTask<ListRecord?> FindAsync(SiteId site, Guid id, CancellationToken cancel)
    {
        Finds++;
        return ValueTask.FromResult(Lists.TryGetValue(id, out var list) && list.Site == site ? list : null);
    }

    public ValueTask<IReadOnlyList<ListRecord>> ReadOfVisitorAsync(SiteId site, VisitorId visitor, Guid? after, int most, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<ListRecord>>(
            [.. Lists.Values.Where(l => l.Site == site && l.Visitor == visitor).OrderBy(l => l.Id.ToString(), StringComparer.Ordinal).Where(l => after is not { } id || string.CompareOrdinal(l.Id.ToString(), id.ToString()) > 0).Take(most)]);

    public ValueTask<IReadOnlyList<ListOutcome>> ReadOutcomesAsync(SiteId site, Guid id, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<ListOutcome>>([]);

    public Task<int> DropBeforeAsync(Instant time, int most, CancellationToken cancel)
    {
        if (Down) throw new StoreUnavailableException("The store is down.", new IOException());
        Drops.Add(time);
        if (DropsLeft.Count == 0) return Task.FromResult(0);
        var dropped = DropsLeft[0];
        DropsLeft.RemoveAt(0);
        return Task.FromResult(dropped);
    }

    public Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> visitors, CancellationToken cancel)
    {
        var gone = Lists.Values.Where(l => l.Site == site && l.Visitor is { } v && visitors.Contains(v)).ToList();
        foreach (var list in gone) Lists.Remove(list.Id);
        return Task.FromResult(gone.Count);
    }
}
