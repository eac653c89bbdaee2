using Recs.Core;
using Recs.Server.Sites;
using Recs.Sites;

namespace Recs.Server.Hosting;

/// <summary>The configuration as read and checked at start.</summary>
/// <param name="Options">Section <c>Recs</c>.</param>
/// <param name="Addresses">What the server listens on.</param>
/// <param name="Sources">Where the sites come from, now and later.</param>
/// <param name="Sites">The sites at start.</param>
public sealed record ServerConfiguration(ServerOptions Options, IReadOnlyList<string> Addresses, SiteSources Sources, SiteTable Sites)
{
    /// <exception cref="RecsException">Names everything that is wrong at once.</exception>
    public static ServerConfiguration Read(ConfigurationManager configuration)
    {
        // A file that cannot be read any more while the server runs is told of by whoever reads it again.
        foreach (var file in ((IConfigurationBuilder)configuration).Sources.OfType<FileConfigurationSource>()) file.OnLoadException = context => context.Ignore = true;
        var options = Bind(configuration);
        var addresses = ListenAddresses.Of(configuration);
        var sources = new SiteSources(configuration, addresses);
        var sites = sources.Read(new SitesFile(options.DataFolder), mayBeNone: true, out var problems);
        List<string> all = [.. options.Problems(), .. problems];
        return all.Count == 0
            ? new ServerConfiguration(options, addresses, sources, sites!)
            : throw new RecsException("The configuration is wrong: " + string.Join(" ", all));
    }

    private static ServerOptions Bind(ConfigurationManager configuration)
    {
        try
        {
            return configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new RecsException($"The configuration is wrong: {e.Message}{(e.InnerException is { } cause ? $" {cause.Message}" : "")}", e);
        }
    }
}
