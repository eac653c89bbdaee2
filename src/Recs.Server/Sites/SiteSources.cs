using System.Text.Json;
using Microsoft.Extensions.Configuration.Json;
using Recs.Core;
using Recs.Server.Hosting;
using Recs.Sites;

namespace Recs.Server.Sites;

/// <summary>
/// Where sites come from: the configuration, and <c>sites.json</c> of the data folder. A site stands in one of the two; where
/// neither has any, there is one with the development keys.
/// </summary>
/// <param name="configuration">Section <c>Recs</c>; its files may change while the server runs.</param>
/// <param name="addresses">What the server listens on, which decides whether the development keys may be used.</param>
public sealed class SiteSources(IConfiguration configuration, IReadOnlyList<string> addresses)
{
    private static readonly JsonDocumentOptions AsConfigurationReads = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private Dictionary<string, (DateTime WrittenAt, long Length)> _seen = [];

    /// <summary>
    /// Reads the configuration's files again where one of them has changed since the last call, or at the first. The files themselves are
    /// looked at, which costs nothing: to watch for changes means to watch the whole folder in which the server was started, with all
    /// below it. Not for several threads.
    /// </summary>
    /// <returns>Whether they were read.</returns>
    public bool ReadAgain()
    {
        var now = ConfigurationFiles().Where(File.Exists).ToDictionary(path => path, path => (File.GetLastWriteTimeUtc(path), new FileInfo(path) is { Exists: true } file ? file.Length : 0));
        if (now.Count == _seen.Count && now.All(f => _seen.TryGetValue(f.Key, out var before) && before == f.Value)) return false;
        _seen = now;
        (configuration as IConfigurationRoot)?.Reload();
        return true;
    }

    /// <summary>The sites as they stand there now, or null with everything that is wrong.</summary>
    /// <param name="file"><c>sites.json</c>.</param>
    /// <param name="mayBeNone">Where there are none, the development site stands in; else that is a mistake.</param>
    /// <param name="problems">In words; empty: nothing is wrong.</param>
    public SiteTable? Read(SitesFile file, bool mayBeNone, out IReadOnlyList<string> problems)
    {
        var wrong = BrokenFiles().ToList();
        var sites = Configured(wrong);
        foreach (var (name, options) in Kept(file, wrong))
        {
            if (!sites.TryAdd(name, options)) wrong.Add($"The site '{name}' stands in the configuration and in {file.Path}; take it out of one of them.");
        }

        if (sites.Count == 0 && wrong.Count == 0)
        {
            if (mayBeNone) sites.Add(SiteId.Default.Value, DevelopmentKeys.Site());
            else wrong.Add($"No site is left, neither in the configuration nor in {file.Path}; all of them at once is taken for a mistake. Restart the server if it is meant.");
        }

        wrong.AddRange(SiteRules.Problems(sites));
        wrong.AddRange(DevelopmentKeys.Problems(sites.Values, addresses));
        problems = wrong;
        return wrong.Count == 0 ? new SiteTable(sites) : null;
    }

    private Dictionary<string, SiteOptions> Configured(List<string> problems)
    {
        try
        {
            return new Dictionary<string, SiteOptions>(configuration.GetSection(ServerOptions.Section).Get<ServerOptions>()?.Sites ?? []);
        }
        catch (InvalidOperationException e)
        {
            problems.Add(e.Message);
            return [];
        }
    }

    private static Dictionary<string, SiteOptions> Kept(SitesFile file, List<string> problems)
    {
        try
        {
            return file.Read().Sites;
        }
        catch (RecsException e)
        {
            problems.Add(e.Message);
            return [];
        }
    }

    // The configuration reads a file that has become unreadable as an empty one, and then all its sites would be gone.
    private IEnumerable<string> BrokenFiles()
    {
        foreach (var provider in Files().OfType<JsonConfigurationProvider>())
        {
            if (PathOf(provider) is { } path && File.Exists(path) && Fault(path, provider) is { } fault) yield return $"{path} cannot be read: {fault}";
        }
    }

    private IEnumerable<FileConfigurationProvider> Files() => (configuration as IConfigurationRoot)?.Providers.OfType<FileConfigurationProvider>() ?? [];

    private IEnumerable<string> ConfigurationFiles() => Files().Select(PathOf).OfType<string>().Distinct(StringComparer.Ordinal);

    private static string? PathOf(FileConfigurationProvider provider) => provider.Source.FileProvider?.GetFileInfo(provider.Source.Path ?? "").PhysicalPath;

    private static string? Fault(string path, JsonConfigurationProvider provider)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), AsConfigurationReads);
            var isEmpty = document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.EnumerateObject().Any();
            return isEmpty || provider.GetChildKeys([], null).Any() ? null : "it was written while it was read, and is read again soon.";
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
