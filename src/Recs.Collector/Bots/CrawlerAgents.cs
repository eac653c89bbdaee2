using System.Buffers;

namespace Recs.Collector.Bots;

/// <summary>
/// Recognises crawlers by what they call themselves. Only what runs pages matters here: a program that posts events by
/// itself is somebody's integration, or may call itself anything.
/// </summary>
public static class CrawlerAgents
{
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        [
            "bot", "crawl", "spider", "slurp", "headless", "phantomjs", "lighthouse", "pagespeed", "ptst/", "gtmetrix", "pingdom", "statuscake",
            "site24x7", "newrelicsynthetics", "datadogsynthetics", "facebookexternalhit", "facebookcatalog", "meta-externalagent", "mediapartners-google",
            "google-inspectiontool", "googleother", "google-read-aloud", "storebot", "bingpreview", "ia_archiver", "archive.org", "yandeximages", "duckassist",
            "chatgpt-user", "perplexity-user", "claude-user", "claude-web", "cohere-ai", "bytedance", "embedly", "vkshare", "whatsapp/", "skypeuripreview",
            "prerender", "puppeteer", "playwright", "selenium", "cypress/", "scrapy", "screaming frog", "ahrefs", "semrush", "w3c_validator",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The user agent is a crawler's. Allocates nothing.</summary>
    public static bool Contains(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent)) return false;
        var rest = userAgent.AsSpan();
        for (var at = rest.IndexOfAny(Marks); at >= 0; at = rest.IndexOfAny(Marks))
        {
            if (!IsPhone(rest, at)) return true;
            rest = rest[(at + 1)..];
        }

        return false;
    }

    // A maker of telephones has a bot in its name.
    private static bool IsPhone(ReadOnlySpan<char> agent, int at) =>
        at >= 2 && agent[(at - 2)..].StartsWith("cubot", StringComparison.OrdinalIgnoreCase);
}
