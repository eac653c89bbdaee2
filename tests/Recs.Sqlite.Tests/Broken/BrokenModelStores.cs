using Recs.Core.Models;

namespace Recs.Sqlite.Tests.Broken;

/// <summary>Models that are passed on, for mistakes to be made in.</summary>
internal abstract class PassingModelStore(IModelStore inner) : IModelStore
{
    public virtual Task<bool> AddAsync(SiteId site, string version, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel) => inner.AddAsync(site, version, files, cancel);

    public virtual ValueTask<IReadOnlyList<StoredModel>> ListAsync(SiteId site, CancellationToken cancel) => inner.ListAsync(site, cancel);

    public virtual ValueTask<IReadOnlyDictionary<string, byte[]>?> ReadAsync(SiteId site, string version, CancellationToken cancel) => inner.ReadAsync(site, version, cancel);

    public virtual ValueTask<byte[]?> ReadFileAsync(SiteId site, string version, string file, CancellationToken cancel) => inner.ReadFileAsync(site, version, file, cancel);

    public virtual ValueTask<IReadOnlyList<ModelPointer>> HistoryAsync(SiteId site, CancellationToken cancel) => inner.HistoryAsync(site, cancel);

    public virtual Task<bool> PointAsync(SiteId site, ModelPointer pointer, CancellationToken cancel) => inner.PointAsync(site, pointer, cancel);

    public virtual Task<bool> RemoveAsync(SiteId site, string version, CancellationToken cancel) => inner.RemoveAsync(site, version, cancel);
}

/// <summary>Shows the models of all sites to everybody.</summary>
internal sealed class SharedModelStore(IModelStore inner) : PassingModelStore(inner)
{
    public override Task<bool> AddAsync(SiteId site, string version, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel) => base.AddAsync(SiteId.Default, version, files, cancel);

    public override Task<bool> PointAsync(SiteId site, ModelPointer pointer, CancellationToken cancel) => base.PointAsync(SiteId.Default, pointer, cancel);
}

/// <summary>Puts a model in the place of the one of its name.</summary>
internal sealed class ReplacingModelStore(IModelStore inner) : PassingModelStore(inner)
{
    public override async Task<bool> AddAsync(SiteId site, string version, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel)
    {
        await RemoveAsync(site, version, cancel);
        return await base.AddAsync(site, version, files, cancel);
    }
}

/// <summary>Believes whoever points, whatever was said meanwhile.</summary>
internal sealed class LastWordModelStore(IModelStore inner) : PassingModelStore(inner)
{
    public override async Task<bool> PointAsync(SiteId site, ModelPointer pointer, CancellationToken cancel) =>
        await base.PointAsync(site, pointer with { Number = (await HistoryAsync(site, cancel)).Count + 1 }, cancel);
}

/// <summary>Tells the history from its beginning.</summary>
internal sealed class OldestFirstModelStore(IModelStore inner) : PassingModelStore(inner)
{
    public override async ValueTask<IReadOnlyList<ModelPointer>> HistoryAsync(SiteId site, CancellationToken cancel) => [.. (await base.HistoryAsync(site, cancel)).Reverse()];
}
