using Recs.Sites;

namespace Recs.Server.Sites;

/// <summary>Says at start which sites take user ids without proof.</summary>
internal static partial class ProofWarning
{
    public static void Warn(ILogger logger, IReadOnlyDictionary<string, SiteOptions> sites)
    {
        foreach (var (name, options) in sites)
        {
            if (!options.ProofRequired) Unproven(logger, name);
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "The site '{Site}' takes user ids from browsers without proof (ProofRequired is false): whoever knows a user id can pass for that user. Send userToken with it and switch proof on.")]
    private static partial void Unproven(ILogger logger, string site);
}
