namespace Recs.Core.Models;

/// <summary>
/// The trained models of each site, whole, and which of them serves. A model is a set of named files; what is in them is no business of
/// the store. Safe for many callers.
/// </summary>
public interface IModelStore
{
    /// <summary>Keeps a model. When the task completes it is durable; either all of its files or none.</summary>
    /// <returns>False: the site has a model of this version already, and nothing was changed.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was kept.</exception>
    Task<bool> AddAsync(SiteId site, string version, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel);

    /// <summary>The models of a site, the newest first.</summary>
    ValueTask<IReadOnlyList<StoredModel>> ListAsync(SiteId site, CancellationToken cancel);

    /// <summary>The files of a model by name; null: there is no such model.</summary>
    ValueTask<IReadOnlyDictionary<string, byte[]>?> ReadAsync(SiteId site, string version, CancellationToken cancel);

    /// <summary>One file of a model; null: there is no such model or file.</summary>
    ValueTask<byte[]?> ReadFileAsync(SiteId site, string version, string file, CancellationToken cancel);

    /// <summary>What serves and what served before, the newest first; empty: nothing was ever published.</summary>
    ValueTask<IReadOnlyList<ModelPointer>> HistoryAsync(SiteId site, CancellationToken cancel);

    /// <summary>Lets a model serve from now on. Durable, and seen whole or not at all.</summary>
    /// <param name="site">The shop.</param>
    /// <param name="pointer">Which, and why; its number is the one after the newest.</param>
    /// <returns>False: another call was faster, and nothing was changed.</returns>
    /// <exception cref="ArgumentException">The site has no model of this version.</exception>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task<bool> PointAsync(SiteId site, ModelPointer pointer, CancellationToken cancel);

    /// <summary>Removes a model that does not serve.</summary>
    /// <returns>False: there is none of this version.</returns>
    /// <exception cref="ArgumentException">It serves.</exception>
    /// <exception cref="StoreUnavailableException">Nothing was changed.</exception>
    Task<bool> RemoveAsync(SiteId site, string version, CancellationToken cancel);
}

/// <param name="Version">Its name.</param>
/// <param name="Added">When it was kept.</param>
/// <param name="Bytes">What all its files take.</param>
public sealed record StoredModel(string Version, Instant Added, long Bytes);

/// <summary>That a model serves, since when and why.</summary>
/// <param name="Number">From 1, one more each time.</param>
/// <param name="Version">Which model; null: none, live counts alone.</param>
/// <param name="Since">When it was said.</param>
/// <param name="Action">How it came about.</param>
/// <param name="Reason">What people gave as the reason; null: nothing.</param>
public sealed record ModelPointer(long Number, string? Version, Instant Since, ModelAction Action, string? Reason);

/// <summary>How a model came to serve.</summary>
public enum ModelAction
{
    /// <summary>It passed the gate.</summary>
    Published,

    /// <summary>It was let through without passing the gate, for the reason given.</summary>
    Forced,

    /// <summary>It served before, and does so again.</summary>
    RolledBack,
}

/// <summary>Names of models.</summary>
public static class ModelVersions
{
    /// <summary>1 to 64 of a to z, 0 to 9, dot, dash and underscore, beginning with a letter or digit: safe in a path and in a URL.</summary>
    public static bool IsValid(string version) =>
        version.Length is > 0 and <= 64 && (char.IsAsciiLetterLower(version[0]) || char.IsAsciiDigit(version[0])) && version.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');
}
