using Recs.Core;
using Recs.Sqlite;

namespace Recs.Cli.Hosting;

/// <summary>Finds who takes history in: the data folder itself, or the server that holds it.</summary>
internal static class ImportTargets
{
    private const string WhileInUse = "Whoever holds it has not said where it can be reached: stop it, import, and start it again.";

    /// <param name="folder">The data folder, made where it is missing.</param>
    /// <param name="site">Whose history.</param>
    /// <param name="key">The site's secret key as it was given; null: it is looked for.</param>
    /// <param name="clock">The time of receipt.</param>
    /// <returns>Opens it. What hinders that is told at once; a folder that is missing is made when it is opened, so that files that cannot be read leave none behind.</returns>
    /// <exception cref="CliException">The folder cannot be used, or there is no key.</exception>
    public static Func<IImportTarget> Opener(string folder, SiteId site, string? key, TimeProvider clock)
    {
        if (DataFolder.FindOwner(folder) is not { } owner) return Open;
        if (owner.Url is not { } url) return Opened(Open());
        var found = ServerKey.Find(key, url);
        return () => new ServerSite(url, found, site, clock);

        IImportTarget Open() => new EmbeddedSite(SiteFolder.OpenOrCreate(folder, clock, WhileInUse), site, clock);

        static Func<IImportTarget> Opened(IImportTarget target) => () => target;
    }
}
