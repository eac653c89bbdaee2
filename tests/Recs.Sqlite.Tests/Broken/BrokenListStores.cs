using Recs.Core.Recommendations.Lists;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>Lists that are passed on, for mistakes to be made in.</summary>
internal abstract class PassingListStore(IListStore inner) : IListStore
{
    public virtual Task SaveAsync(IReadOnlyList<ListRecord> lists, CancellationToken cancel) => inner.SaveAsync(lists, cancel);

    public virtual ValueTask<ListRecord?> FindAsync(SiteId site, Guid id, CancellationToken cancel) => inner.FindAsync(site, id, cancel);

    public virtual ValueTask<IReadOnlyList<ListRecord>> ReadOfVisitorAsync(SiteId site, VisitorId visitor, Guid? after, int most, CancellationToken cancel) =>
        inner.ReadOfVisitorAsync(site, visitor, after, most, cancel);

    public virtual ValueTask<IReadOnlyList<ListOutcome>> ReadOutcomesAsync(SiteId site, Guid id, CancellationToken cancel) => inner.ReadOutcomesAsync(site, id, cancel);

    public virtual Task<int> DropBeforeAsync(Instant time, int most, CancellationToken cancel) => inner.DropBeforeAsync(time, most, cancel);

    public virtual Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> visitors, CancellationToken cancel) => inner.ForgetAsync(site, visitors, cancel);
}

/// <summary>Keeps a list as it was first.</summary>
internal sealed class FirstListStore(IListStore inner) : PassingListStore(inner)
{
    public override async Task SaveAsync(IReadOnlyList<ListRecord> lists, CancellationToken cancel)
    {
        foreach (var list in lists)
        {
            if (await FindAsync(list.Site, list.Id, cancel) is null) await base.SaveAsync([list], cancel);
        }
    }
}

/// <summary>Saves one list after the other.</summary>
internal sealed class PiecemealListStore(IListStore inner) : PassingListStore(inner)
{
    public override async Task SaveAsync(IReadOnlyList<ListRecord> lists, CancellationToken cancel)
    {
        foreach (var list in lists)
        {
            await base.SaveAsync([list], cancel);
            await Task.Yield();
            await base.FindAsync(list.Site, Guid.Empty, cancel);
            await base.FindAsync(list.Site, Guid.Empty, cancel);
        }
    }
}

/// <summary>Keeps the reasons out.</summary>
internal sealed class ReasonlessListStore(IListStore inner) : PassingListStore(inner)
{
    public override Task SaveAsync(IReadOnlyList<ListRecord> lists, CancellationToken cancel) =>
        base.SaveAsync([.. lists.Select(l => l with { Items = [.. l.Items.Select(i => i with { Reason = null })] })], cancel);
}

/// <summary>Drops as many as there are.</summary>
internal sealed class GreedyListStore(IListStore inner) : PassingListStore(inner)
{
    public override Task<int> DropBeforeAsync(Instant time, int most, CancellationToken cancel) => base.DropBeforeAsync(time, int.MaxValue, cancel);
}

/// <summary>Forgets the first visitor of several.</summary>
internal sealed class HalfForgettingListStore(IListStore inner) : PassingListStore(inner)
{
    public override Task<int> ForgetAsync(SiteId site, IReadOnlyList<VisitorId> visitors, CancellationToken cancel) => base.ForgetAsync(site, [.. visitors.Take(1)], cancel);
}

/// <summary>Gives a visitor's lists from the first on, whatever was read already.</summary>
internal sealed class RepeatingListStore(IListStore inner) : PassingListStore(inner)
{
    public override ValueTask<IReadOnlyList<ListRecord>> ReadOfVisitorAsync(SiteId site, VisitorId visitor, Guid? after, int most, CancellationToken cancel) =>
        base.ReadOfVisitorAsync(site, visitor, null, most, cancel);
}

/// <summary>Reads outcomes as a set.</summary>
internal sealed class UnorderedListStore(IListStore inner) : PassingListStore(inner)
{
    public override async ValueTask<IReadOnlyList<ListOutcome>> ReadOutcomesAsync(SiteId site, Guid id, CancellationToken cancel) =>
        [.. (await base.ReadOutcomesAsync(site, id, cancel)).OrderByDescending(o => o.Orders)];
}
