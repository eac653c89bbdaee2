using Recs.Collector;
using Recs.Core;
using Recs.Sites;

namespace Recs.Cli.Sites;

/// <summary>Changes the sites of a data folder, whether a server holds it or not: a running one sees the file change.</summary>
public sealed class SiteKeeping(string folder)
{
    private readonly SitesFile _file = new(folder);

    /// <summary>Where the sites are kept.</summary>
    public string Path => _file.Path;

    public IReadOnlyDictionary<string, SiteOptions> Read() => Told(() => _file.Read().Sites);

    /// <summary>Adds a site with a key of each kind.</summary>
    public SiteOptions Add(string name, IReadOnlyList<string> origins, string? timeZone, string? currency)
    {
        var added = new SiteOptions
        {
            WriteKeys = [SiteKeys.New(KeyKind.Write)],
            SecretKeys = [SiteKeys.New(KeyKind.Secret)],
            Origins = [.. origins],
            TimeZone = timeZone,
            BaseCurrency = currency,
        };
        Change(sites =>
        {
            if (!sites.TryAdd(name, added)) throw new CliException(ExitCodes.Failed, $"The site {name} is there already. Give it another key with recs sites rotate, or choose another name.");
        });
        return added;
    }

    /// <summary>Gives a site one more key of a kind; the others go or stay.</summary>
    public string Rotate(string name, KeyKind kind, bool dropOld)
    {
        var key = SiteKeys.New(kind);
        Change(sites =>
        {
            var keys = KeysOf(Find(sites, name), kind);
            if (dropOld) keys.Clear();
            keys.Insert(0, key);
        });
        return key;
    }

    /// <summary>Takes one key away, known by its last characters.</summary>
    public string RemoveKey(string name, string ending)
    {
        string removed = "";
        Change(sites =>
        {
            var site = Find(sites, name);
            var found = site.WriteKeys.Concat(site.SecretKeys).Where(k => k.EndsWith(ending, StringComparison.Ordinal)).ToList();
            if (found.Count != 1) throw new CliException(ExitCodes.Failed, $"{(found.Count == 0 ? "No key" : $"{found.Count} keys")} of the site {name} {(found.Count == 0 ? "ends" : "end")} with {ending}; one was expected. recs sites show {name} lists them.");
            removed = found[0];
            _ = site.WriteKeys.Remove(removed) || site.SecretKeys.Remove(removed);
        });
        return removed;
    }

    /// <summary>Adds origins to a site's list and takes others off it.</summary>
    public SiteOptions ChangeOrigins(string name, IReadOnlyList<string> add, IReadOnlyList<string> remove)
    {
        SiteOptions changed = null!;
        Change(sites =>
        {
            changed = Find(sites, name);
            foreach (var origin in remove)
            {
                if (!changed.Origins.Remove(origin)) throw new CliException(ExitCodes.Failed, $"The site {name} does not list the origin {origin}. recs sites show {name} lists them.");
            }

            foreach (var origin in add.Where(o => !changed.Origins.Contains(o))) changed.Origins.Add(origin);
        });
        return changed;
    }

    public SiteOptions Find(IReadOnlyDictionary<string, SiteOptions> sites, string name) => sites.TryGetValue(name, out var site)
        ? site
        : throw new CliException(ExitCodes.Failed, $"{Path} holds no site {name}. A site of the server's configuration is changed there; recs sites add {name} makes one here.");

    private void Change(Action<Dictionary<string, SiteOptions>> change) => Told(() =>
    {
        _file.Change(change);
        return true;
    });

    private static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RecsException e) when (e is not CliException)
        {
            throw new CliException(ExitCodes.Failed, e.Message);
        }
    }

    private static IList<string> KeysOf(SiteOptions site, KeyKind kind) => kind == KeyKind.Write ? site.WriteKeys : site.SecretKeys;
}
