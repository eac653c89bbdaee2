using Microsoft.Extensions.Logging;
using Recs.Core;

namespace Recs.Models.Serving;

internal static partial class ModelLog
{
    [LoggerMessage(5011, LogLevel.Information, "Site {Site}: the model {Version} serves from now on")]
    public static partial void Serves(ILogger logger, SiteId site, string version);

    [LoggerMessage(5012, LogLevel.Information, "Site {Site}: no model serves from now on, live counts alone")]
    public static partial void None(ILogger logger, SiteId site);

    [LoggerMessage(5013, LogLevel.Error, "Site {Site}: the model {Version} cannot be used; the last good one goes on serving")]
    public static partial void Refused(ILogger logger, SiteId site, string version, Exception error);

    [LoggerMessage(5014, LogLevel.Warning, "Site {Site}: the models could not be looked at; the last good one goes on serving")]
    public static partial void Stale(ILogger logger, SiteId site, Exception error);
}
