using Microsoft.Extensions.Logging;
using Recs.Core;

namespace Recs.Models.Serving;

internal static partial class ModelLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Site {Site}: the model {Version} serves from now on.")]
    public static partial void Serves(ILogger logger, SiteId site, string version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Site {Site}: no model serves from now on, live counts alone.")]
    public static partial void None(ILogger logger, SiteId site);

    [LoggerMessage(Level = LogLevel.Error, Message = "Site {Site}: the model {Version} cannot be used; the last good one goes on serving.")]
    public static partial void Refused(ILogger logger, SiteId site, string version, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Site {Site}: the models could not be looked at; the last good one goes on serving.")]
    public static partial void Stale(ILogger logger, SiteId site, Exception error);
}
