using System.Text.Json;
using System.Text.Json.Serialization;
using Recs.Core.Models;

namespace Recs.Sqlite.Models;

/// <summary>
/// Models as plain files: <c>models/&lt;site&gt;/&lt;version&gt;/</c> below the data folder, and beside them <c>serving.json</c>, the pointer with its
/// history. A model appears whole, by renaming; the pointer is written beside and renamed too. Files rather than rows: artefacts are large,
/// written once and read whole, people look into them, and the write-ahead log of the database stays small.
/// </summary>
internal sealed class ModelFolder(string folder, TimeProvider clock) : IModelStore
{
    private const string PointerFile = "serving.json";
    private const string Unfinished = ".";
    private const int KeptPointers = 100;

    private readonly string _root = Path.Combine(folder, "models");
    private readonly Lock _gate = new();

    public Task<bool> AddAsync(SiteId site, string version, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel) => Guarded(() =>
    {
        var target = FolderOf(site, version);
        if (Directory.Exists(target)) return false;
        var beside = Path.Combine(FolderOf(site), $"{Unfinished}{version}.{Environment.ProcessId}");
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        Directory.CreateDirectory(beside);
        foreach (var (name, bytes) in files)
        {
            if (Path.GetFileName(name) != name || name.StartsWith('.')) throw new ArgumentException($"\"{name}\" is no name of a file.", nameof(files));
            WriteDurably(Path.Combine(beside, name), bytes);
        }

        Directory.SetLastWriteTimeUtc(beside, clock.GetUtcNow().UtcDateTime);
        Directory.Move(beside, target);
        return true;
    }, cancel);

    public ValueTask<IReadOnlyList<StoredModel>> ListAsync(SiteId site, CancellationToken cancel) => new(Guarded<IReadOnlyList<StoredModel>>(() =>
    {
        if (!Directory.Exists(FolderOf(site))) return [];
        return [.. new DirectoryInfo(FolderOf(site)).EnumerateDirectories().Where(d => ModelVersions.IsValid(d.Name))
            .Select(d => new StoredModel(d.Name, Instant.From(d.LastWriteTimeUtc), d.EnumerateFiles().Sum(f => f.Length)))
            .OrderByDescending(m => m.Added.UnixMilliseconds).ThenByDescending(m => m.Version, StringComparer.Ordinal)];
    }, cancel));

    public ValueTask<IReadOnlyDictionary<string, byte[]>?> ReadAsync(SiteId site, string version, CancellationToken cancel) => new(Guarded<IReadOnlyDictionary<string, byte[]>?>(() =>
        ModelVersions.IsValid(version) && Directory.Exists(FolderOf(site, version))
            ? Directory.EnumerateFiles(FolderOf(site, version)).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes, StringComparer.Ordinal)
            : null, cancel));

    public ValueTask<byte[]?> ReadFileAsync(SiteId site, string version, string file, CancellationToken cancel) => new(Guarded<byte[]?>(() =>
    {
        if (!ModelVersions.IsValid(version) || Path.GetFileName(file) != file) return null;
        var path = Path.Combine(FolderOf(site, version), file);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }, cancel));

    public ValueTask<IReadOnlyList<ModelPointer>> HistoryAsync(SiteId site, CancellationToken cancel) => new(Guarded(() => Pointers(site), cancel));

    public Task<bool> PointAsync(SiteId site, ModelPointer pointer, CancellationToken cancel) => Guarded(() =>
    {
        if (pointer.Version is { } version && !(ModelVersions.IsValid(version) && Directory.Exists(FolderOf(site, version))))
            throw new ArgumentException($"There is no model {version}.", nameof(pointer));
        var history = Pointers(site);
        if (pointer.Number != (history.Count == 0 ? 1 : history[0].Number + 1)) return false;
        Directory.CreateDirectory(FolderOf(site));
        var file = Path.Combine(FolderOf(site), PointerFile);
        WriteDurably(file + ".new", JsonSerializer.SerializeToUtf8Bytes(new PointerHistory(PointerHistory.CurrentFormat, [pointer, .. history.Take(KeptPointers - 1)]), PointerJson.Default.PointerHistory));
        File.Move(file + ".new", file, overwrite: true);
        return true;
    }, cancel);

    public Task<bool> RemoveAsync(SiteId site, string version, CancellationToken cancel) => Guarded(() =>
    {
        if (!ModelVersions.IsValid(version) || !Directory.Exists(FolderOf(site, version))) return false;
        if (Pointers(site) is [var now, ..] && now.Version == version) throw new ArgumentException($"The model {version} serves.", nameof(version));
        // Renamed first, so that nobody finds half of it.
        var beside = Path.Combine(FolderOf(site), $"{Unfinished}{version}.{Environment.ProcessId}");
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        Directory.Move(FolderOf(site, version), beside);
        Directory.Delete(beside, recursive: true);
        return true;
    }, cancel);

    // The name of a site may hold what a path may not.
    private string FolderOf(SiteId site) => Path.Combine(_root, Uri.EscapeDataString(site.Value).Replace(".", "%2E", StringComparison.Ordinal));

    private string FolderOf(SiteId site, string version) => ModelVersions.IsValid(version)
        ? Path.Combine(FolderOf(site), version)
        : throw new ArgumentException($"\"{version}\" is no version of a model.", nameof(version));

    private IReadOnlyList<ModelPointer> Pointers(SiteId site)
    {
        var file = Path.Combine(FolderOf(site), PointerFile);
        if (!File.Exists(file)) return [];
        try
        {
            var history = JsonSerializer.Deserialize(File.ReadAllBytes(file), PointerJson.Default.PointerHistory)!;
            return history.Format == PointerHistory.CurrentFormat
                ? history.Pointers
                : throw new StoredFormatException($"{file} is of format {history.Format}; this build reads {PointerHistory.CurrentFormat}. Start the build that wrote it, or a newer one.");
        }
        catch (JsonException error)
        {
            throw new StoredFormatException($"{file} cannot be read: {error.Message} Remove it and publish the model again.");
        }
    }

    private Task<T> Guarded<T>(Func<T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            lock (_gate) return Task.FromResult(work());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Task.FromException<T>(new StoreUnavailableException($"The models below {_root} could not be read or written: {error.Message} Check the disk and try again.", error));
        }
        catch (Exception error) when (error is RecsException or ArgumentException)
        {
            return Task.FromException<T>(error);
        }
    }

    private static void WriteDurably(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Create);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }
}

/// <param name="Format">Of this file.</param>
/// <param name="Pointers">The newest first.</param>
internal sealed record PointerHistory(int Format, IReadOnlyList<ModelPointer> Pointers)
{
    public const int CurrentFormat = 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PointerHistory))]
internal sealed partial class PointerJson : JsonSerializerContext;
