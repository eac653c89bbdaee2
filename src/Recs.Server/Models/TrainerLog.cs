using Recs.Core;

namespace Recs.Server.Models;

internal static partial class TrainerLog
{
    [LoggerMessage(5001, LogLevel.Information, "Site {Site}: trained the model {Version}; {Outcome}")]
    public static partial void Trained(ILogger logger, SiteId site, string version, string outcome);

    [LoggerMessage(5002, LogLevel.Warning, "Site {Site}: no model was trained: {Message}")]
    public static partial void NotTrained(ILogger logger, SiteId site, string message);

    [LoggerMessage(5003, LogLevel.Error, "Site {Site}: the training failed; what serves goes on")]
    public static partial void Failed(ILogger logger, SiteId site, Exception error);

    [LoggerMessage(5004, LogLevel.Warning, "Site {Site}: the serving model cannot be read, so the new one is compared with the baselines only")]
    public static partial void NotCompared(ILogger logger, SiteId site, Exception error);
}
