using System.Text.RegularExpressions;

namespace Recs.Sites;

/// <summary>What a set of sites must fulfil.</summary>
public static partial class SiteRules
{
    /// <summary>Everything that is wrong, in words; empty: nothing.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyDictionary<string, SiteOptions> sites)
    {
        var problems = new List<string>();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, options) in sites)
        {
            Check(name, options, problems);
            foreach (var key in options.WriteKeys.Concat(options.SecretKeys)) CheckKey(name, key, owners, problems);
        }

        return problems;
    }

    private static void Check(string name, SiteOptions options, List<string> problems)
    {
        if (!SiteName().IsMatch(name)) problems.Add($"The site name '{name}' must be 1 to 64 letters, digits, '-' or '_'.");
        if (options.SecretKeys.Count == 0) problems.Add($"The site '{name}' has no secret key (Recs:Sites:{name}:SecretKeys:0, or recs sites rotate {name} secret).");
        if (options.WriteKeys.Count == 0) problems.Add($"The site '{name}' has no write key (Recs:Sites:{name}:WriteKeys:0, or recs sites rotate {name} write).");
        if (options.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) problems.Add($"The site '{name}' has the unknown time zone '{zone}'; an IANA name such as Europe/London was expected.");
        if (options.BaseCurrency is { } currency && !CurrencyCode().IsMatch(currency)) problems.Add($"The site '{name}' has the base currency '{currency}'; three capital letters such as EUR were expected.");
        if (options.VisitorCookieDays is < 1 or > 400) problems.Add($"The site '{name}' keeps its visitor cookie for {options.VisitorCookieDays} days; 1 to 400 were expected.");
        foreach (var origin in options.Origins)
        {
            if (OriginPattern.Parse(origin) is null) problems.Add($"The site '{name}' has the origin '{origin}'; scheme and host without a path, such as https://shop.example or https://*.shop.example, were expected.");
        }

        problems.AddRange(options.Limits.Problems(name));
    }

    private static void CheckKey(string site, string key, Dictionary<string, string> owners, List<string> problems)
    {
        if (key.Length is < 8 or > 200) problems.Add($"A key of the site '{site}' has {key.Length} characters; 8 to 200 were expected.");
        if (!owners.TryAdd(key, site)) problems.Add($"A key of the site '{site}' is used twice (by '{owners[key]}' before); every key must be one site's, and of one kind.");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex SiteName();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyCode();
}
