using Microsoft.Extensions.Logging;

namespace Recs.Core.Recommendations.Rules;

internal static partial class RuleLog
{
    [LoggerMessage(EventId = 1320, EventName = "RulesStale", Level = LogLevel.Warning, Message = "The rules of site {Site} stay as they are: they could not be read")]
    public static partial void Stale(ILogger logger, SiteId site, Exception error);
}
