using System.CommandLine;
using Recs.Core;

namespace Recs.Cli.Hosting;

/// <summary>The secret key with which a verb talks to a running server.</summary>
internal static class ServerKey
{
    private const string Variable = "RECS_SECRET_KEY";

    // What a server without configured sites has, and takes from its own machine only.
    private const string Development = "dev-secret-key";

    public static Option<string?> Option() => new("--key")
    {
        Description = $"The site's secret key, where a running server is asked. Without it {Variable} of the environment, else on this machine the development key.",
        HelpName = "secret key",
    };

    /// <exception cref="CliException">There is none.</exception>
    public static string Find(string? given, Uri server, SiteId? site = null)
    {
        if ((given ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } key) return key;
        if (site is { } other && other != SiteId.Default)
            throw new CliException(ExitCodes.Usage, $"The server at {server} holds the data folder and tells sites apart by their secret keys. Give that of {other} with --key or {Variable}.");
        if (server.IsLoopback) return Development;
        throw new CliException(ExitCodes.Usage, $"The server at {server} wants the site's secret key. Give it with --key or {Variable}.");
    }
}
