using Recs.Core.Catalog;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>A catalogue that passes everything on, for mistakes to be made in.</summary>
internal abstract class PassingCatalogue(ICatalogStore inner) : ICatalogStore
{
    public virtual Task PutAsync(SiteId site, IReadOnlyList<CatalogItem> items, CancellationToken cancel) => inner.PutAsync(site, items, cancel);

    public virtual ValueTask<IReadOnlyList<CatalogItem?>> GetAsync(SiteId site, IReadOnlyList<ItemId> ids, CancellationToken cancel) => inner.GetAsync(site, ids, cancel);

    public virtual ValueTask<CatalogChanges> ReadChangesAsync(SiteId site, long afterVersion, CancellationToken cancel) => inner.ReadChangesAsync(site, afterVersion, cancel);
}

/// <summary>Keeps what a later put leaves out.</summary>
internal sealed class PatchingCatalogue(ICatalogStore inner) : PassingCatalogue(inner)
{
    public override async Task PutAsync(SiteId site, IReadOnlyList<CatalogItem> items, CancellationToken cancel)
    {
        var known = await GetAsync(site, [.. items.Select(i => i.Id)], cancel);
        await base.PutAsync(site, [.. items.Select((item, i) => item with { Brand = item.Brand ?? known[i]?.Brand })], cancel);
    }
}

/// <summary>Puts each item by itself, and shows it.</summary>
internal sealed class PiecemealCatalogue(ICatalogStore inner) : PassingCatalogue(inner)
{
    private readonly Looks _looks = new();

    public override async Task PutAsync(SiteId site, IReadOnlyList<CatalogItem> items, CancellationToken cancel)
    {
        foreach (var item in items)
        {
            await base.PutAsync(site, [item], cancel);
            await _looks.WaitAsync(cancel);
        }
    }

    public override ValueTask<IReadOnlyList<CatalogItem?>> GetAsync(SiteId site, IReadOnlyList<ItemId> ids, CancellationToken cancel)
    {
        _looks.Look();
        return base.GetAsync(site, ids, cancel);
    }
}

/// <summary>Has one catalogue for all sites.</summary>
internal sealed class SharedCatalogue(ICatalogStore inner) : PassingCatalogue(inner)
{
    public override Task PutAsync(SiteId site, IReadOnlyList<CatalogItem> items, CancellationToken cancel) => base.PutAsync(SiteId.Default, items, cancel);

    public override ValueTask<IReadOnlyList<CatalogItem?>> GetAsync(SiteId site, IReadOnlyList<ItemId> ids, CancellationToken cancel) => base.GetAsync(SiteId.Default, ids, cancel);
}

/// <summary>Leaves out items it does not have, so that the rest moves up.</summary>
internal sealed class GaplessCatalogue(ICatalogStore inner) : PassingCatalogue(inner)
{
    public override async ValueTask<IReadOnlyList<CatalogItem?>> GetAsync(SiteId site, IReadOnlyList<ItemId> ids, CancellationToken cancel) =>
        [.. (await base.GetAsync(site, ids, cancel)).Where(i => i is not null)];
}

/// <summary>Answers with a version that leaves out the changes it is about to see.</summary>
internal sealed class HurriedCatalogue(ICatalogStore inner) : PassingCatalogue(inner)
{
    public override async ValueTask<CatalogChanges> ReadChangesAsync(SiteId site, long afterVersion, CancellationToken cancel)
    {
        var changes = await base.ReadChangesAsync(site, afterVersion, cancel);
        return changes with { Version = changes.Version + 1 };
    }
}
