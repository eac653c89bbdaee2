using System.Text.Json;
using Recs.Collector.Mapping;
using Recs.Collector.Reading;

namespace Recs.Collector.Bots;

/// <summary>Whether an event itself says that no person is behind it: by its user agent, or by the browser's own <c>webdriver</c>.</summary>
internal static class BotSigns
{
    public static bool Show(EventSource source)
    {
        var request = source.Request;
        if (request.Trusted || !request.Policy.MarksBots) return false;
        return request.IsCrawler
            || CrawlerAgents.Contains(source.Fields.String(source.Context, Names.UserAgent))
            || IsDriven(source.Root)
            || IsDriven(source.Context)
            || IsDriven(source.Properties)
            || (source.Context.TryGet(Names.Navigator, out var navigator) && IsDriven(new Section(navigator, "")));
    }

    // Of any other type it says nothing; a page must not lose events for it.
    private static bool IsDriven(in Section at) =>
        at.TryGet(Names.WebDriver, out var driven)
        && (driven.ValueKind == JsonValueKind.True || (driven.ValueKind == JsonValueKind.String && driven.ValueEquals("true"u8)));
}
