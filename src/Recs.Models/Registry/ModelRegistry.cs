using Recs.Core;
using Recs.Core.Catalog;
using Recs.Core.Models;
using Recs.Models.Serving;
using Recs.Training.Artefacts;

namespace Recs.Models.Registry;

/// <summary>The models of a site as the data team works with them: add, publish through the gate, roll back, list.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="clock">Dates what is published.</param>
/// <param name="catalogOf">A site's products now, so that a model of another shop is refused; null: not asked.</param>
public sealed class ModelRegistry(IModelStore store, TimeProvider clock, Func<SiteId, CatalogSnapshot>? catalogOf = null)
{
    /// <summary>So many models of a site are kept; beyond it the oldest go that neither serve nor served last.</summary>
    public const int Kept = 10;

    /// <summary>Checks an artefact and keeps it.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="ArtefactException">It cannot be used; nothing was kept.</exception>
    /// <exception cref="ModelException">Another model has its version.</exception>
    public async Task<ModelManifest> AddAsync(SiteId site, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel)
    {
        var manifest = ArtefactReader.Read(files).Manifest;
        if (!ModelVersions.IsValid(manifest.Version)) throw new ArtefactException($"The version \"{manifest.Version}\" cannot be used; up to 64 of a to z, 0 to 9, dot, dash and underscore are possible.");
        if (!await store.AddAsync(site, manifest.Version, files, cancel))
        {
            var known = await store.ReadAsync(site, manifest.Version, cancel);
            if (known is not null && IsDamaged(known)) await ReplaceAsync(site, manifest.Version, files, cancel);
            else if (known is null || !Same(known, files)) throw new ModelException($"There is another model {manifest.Version} already. Train again.");
        }

        await ForgetOldAsync(site, manifest.Version, cancel);
        return manifest;
    }

    /// <summary>Lets a model serve that was added before.</summary>
    /// <param name="site">The shop.</param>
    /// <param name="version">Which.</param>
    /// <param name="force">Whatever the gate says.</param>
    /// <param name="reason">Why; needed where it is forced, and kept.</param>
    /// <param name="cancel">Stops before anything is changed.</param>
    /// <exception cref="ModelException">There is no such model, or the gate objects.</exception>
    /// <exception cref="ArtefactException">It has been damaged since it was added.</exception>
    public async Task<ModelPointer> PublishAsync(SiteId site, string version, bool force, string? reason, CancellationToken cancel)
    {
        if (force && string.IsNullOrWhiteSpace(reason)) throw new ModelException("A model that is let through in spite of the gate needs a reason, which is kept.");
        var model = await ReadAsync(site, version, cancel) ?? throw new UnknownModelException(await UnknownAsync(site, version, cancel));
        if (catalogOf?.Invoke(site) is { } catalog && new SiteModel(model).ObjectionOf(catalog) is { } foreign) throw new ModelException($"{version} is not published: {foreign}.");
        var manifest = model.Manifest;
        var history = await store.HistoryAsync(site, cancel);
        var now = history.Count > 0 ? history[0] : null;
        if (now?.Version == version) return now;
        var (serving, unreadable) = now?.Version is { } current ? await TryManifestAsync(site, current, cancel) : (null, null);
        var objections = ModelGate.Objections(manifest, serving);
        if (unreadable is not null) objections = [.. objections, unreadable];
        if (objections.Count > 0 && !force)
            throw new ModelException($"{version} is not published: {string.Join("; ", objections)}. What serves goes on. Train with more data or more trials; or force it and give a reason.") { Objections = objections };
        return await PointAsync(site, now, version, objections.Count > 0 ? ModelAction.Forced : ModelAction.Published, reason, cancel);
    }

    /// <summary>Lets the model serve again that served before the one that serves now.</summary>
    /// <exception cref="ModelException">Nothing served before.</exception>
    /// <exception cref="ArtefactException">It has been damaged since.</exception>
    public async Task<ModelPointer> RollBackAsync(SiteId site, string? reason, CancellationToken cancel)
    {
        var history = await store.HistoryAsync(site, cancel);
        if (history.Count == 0) throw new UnknownModelException("No model was ever published, so there is nothing to go back to.");
        var known = (await store.ListAsync(site, cancel)).Select(m => m.Version).ToHashSet();
        // Who goes back twice means the one before that, not the one just left.
        var left = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var pointer in history)
        {
            left.Add(pointer.Version);
            if (pointer.Action != ModelAction.RolledBack) break;
        }

        var before = history.FirstOrDefault(p => !left.Contains(p.Version) && p.Version is { } v && known.Contains(v));
        // What lies damaged must not serve; before the first model live counts served alone.
        if (before?.Version is { } back) await ReadAsync(site, back, cancel);
        return await PointAsync(site, history[0], before?.Version, ModelAction.RolledBack, reason, cancel);
    }

    /// <summary>The models of a site, the newest first.</summary>
    public async Task<IReadOnlyList<RegisteredModel>> ListAsync(SiteId site, CancellationToken cancel)
    {
        var history = await store.HistoryAsync(site, cancel);
        List<RegisteredModel> models = [];
        foreach (var model in await store.ListAsync(site, cancel))
        {
            var (manifest, _) = await TryManifestAsync(site, model.Version, cancel);
            models.Add(new RegisteredModel(model, manifest, history.Count > 0 && history[0].Version == model.Version, history.FirstOrDefault(p => p.Version == model.Version)));
        }

        return models;
    }

    /// <summary>What serves now; null: nothing does.</summary>
    /// <exception cref="ArtefactException">It cannot be read.</exception>
    public async Task<ModelArtefact?> ServingAsync(SiteId site, CancellationToken cancel)
    {
        var history = await store.HistoryAsync(site, cancel);
        return history.Count > 0 && history[0].Version is { } version ? await ReadAsync(site, version, cancel) : null;
    }

    private async Task<ModelArtefact?> ReadAsync(SiteId site, string version, CancellationToken cancel) =>
        await store.ReadAsync(site, version, cancel) is { } files ? ArtefactReader.Read(files) : null;

    private async Task<ModelPointer> PointAsync(SiteId site, ModelPointer? now, string? version, ModelAction action, string? reason, CancellationToken cancel)
    {
        var pointer = new ModelPointer((now?.Number ?? 0) + 1, version, Instant.Now(clock), action, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        return await store.PointAsync(site, pointer, cancel) ? pointer : throw new ModelException("Another model was published at the same time. Look at the models and try again.");
    }

    private async Task<ModelManifest?> ManifestAsync(SiteId site, string version, CancellationToken cancel)
    {
        if (!ModelVersions.IsValid(version) || await store.ReadFileAsync(site, version, ArtefactFiles.Manifest, cancel) is not { } bytes) return null;
        return ArtefactReader.ManifestOf(new Dictionary<string, byte[]> { [ArtefactFiles.Manifest] = bytes });
    }

    private async Task<(ModelManifest? Manifest, string? Problem)> TryManifestAsync(SiteId site, string version, CancellationToken cancel)
    {
        try
        {
            return (await ManifestAsync(site, version, cancel), null);
        }
        catch (ArtefactException error)
        {
            return (null, $"{version}, which serves, cannot be read, so nothing can be compared with it ({error.Message})");
        }
    }

    // What lies damaged is put right by the same model again, unless it serves: then something else must serve first.
    private async Task ReplaceAsync(SiteId site, string version, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel)
    {
        if ((await store.HistoryAsync(site, cancel)) is [var now, ..] && now.Version == version)
            throw new ModelException($"{version} lies damaged and is what was published last. Roll back, add it again, then publish it.");
        await store.RemoveAsync(site, version, cancel);
        await store.AddAsync(site, version, files, cancel);
    }

    private static bool IsDamaged(IReadOnlyDictionary<string, byte[]> files)
    {
        try
        {
            ArtefactReader.Read(files);
            return false;
        }
        catch (ArtefactException)
        {
            return true;
        }
    }

    private async Task<string> UnknownAsync(SiteId site, string version, CancellationToken cancel)
    {
        var known = await store.ListAsync(site, cancel);
        return $"There is no model {version}. " + (known.Count == 0 ? "None was added yet." : $"There are {string.Join(", ", known.Select(m => m.Version))}.");
    }

    private async Task ForgetOldAsync(SiteId site, string added, CancellationToken cancel)
    {
        var keep = (await store.HistoryAsync(site, cancel)).Select(p => p.Version).Where(v => v is not null).Distinct().Take(3).Append(added).ToHashSet();
        var models = await store.ListAsync(site, cancel);
        foreach (var old in models.Skip(Kept).Where(m => !keep.Contains(m.Version))) await store.RemoveAsync(site, old.Version, cancel);
    }

    private static bool Same(IReadOnlyDictionary<string, byte[]> a, IReadOnlyDictionary<string, byte[]> b) =>
        a.Count == b.Count && a.All(f => f.Key == ArtefactFiles.Manifest || (b.TryGetValue(f.Key, out var other) && f.Value.AsSpan().SequenceEqual(other)));
}

/// <param name="Stored">As the store has it.</param>
/// <param name="Manifest">What it says of itself; null: it was removed meanwhile.</param>
/// <param name="Serves">It serves now.</param>
/// <param name="Published">When it last came to serve, and why; null: never.</param>
public sealed record RegisteredModel(StoredModel Stored, ModelManifest? Manifest, bool Serves, ModelPointer? Published);
