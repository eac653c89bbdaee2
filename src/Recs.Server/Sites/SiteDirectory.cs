using System.Text.RegularExpressions;
using Recs.Collector;
using Recs.Collector.Consent;
using Recs.Collector.Identity;
using Recs.Core;

namespace Recs.Server.Sites;

/// <summary>Which site and kind a key stands for. Built once from options that have been checked.</summary>
public sealed partial class SiteDirectory
{
    private readonly Dictionary<string, RequestKey> _byKey = new(StringComparer.Ordinal);

    /// <exception cref="RecsException">Names everything that is wrong at once.</exception>
    public SiteDirectory(IReadOnlyDictionary<string, SiteOptions> sites)
    {
        var problems = new List<string>();
        foreach (var (name, options) in sites) Add(name, options, problems);
        if (problems.Count > 0) throw new RecsException("The sites are configured wrongly: " + string.Join(" ", problems));
        Sites = sites;
    }

    public IReadOnlyDictionary<string, SiteOptions> Sites { get; }

    /// <summary>What a key stands for, or null.</summary>
    public RequestKey? Find(string? key) => key is not null && _byKey.TryGetValue(key, out var known) ? known : null;

    private void Add(string name, SiteOptions options, List<string> problems)
    {
        if (!SiteName().IsMatch(name)) problems.Add($"The site name '{name}' must be 1 to 64 letters, digits, '-' or '_'.");
        if (options.SecretKeys.Count == 0) problems.Add($"The site '{name}' has no secret key (Recs:Sites:{name}:SecretKeys:0).");
        if (options.WriteKeys.Count == 0) problems.Add($"The site '{name}' has no write key (Recs:Sites:{name}:WriteKeys:0).");
        if (options.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) problems.Add($"The site '{name}' has the unknown time zone '{zone}'; an IANA name such as Europe/London was expected.");
        if (options.BaseCurrency is { } currency && !CurrencyCode().IsMatch(currency)) problems.Add($"The site '{name}' has the base currency '{currency}'; three capital letters such as EUR were expected.");
        if (options.VisitorCookieDays is < 1 or > 400) problems.Add($"The site '{name}' keeps its visitor cookie for {options.VisitorCookieDays} days; 1 to 400 were expected.");
        var site = new RequestSite(new SiteId(name), options.KeptParameters.ToHashSet(StringComparer.Ordinal))
        {
            Policy = PolicyOf(options),
            VisitorCookie = options.VisitorCookie ? TimeSpan.FromDays(options.VisitorCookieDays) : null,
        };
        foreach (var key in options.WriteKeys) Add(key, new RequestKey(site, KeyKind.Write), problems);
        foreach (var key in options.SecretKeys) Add(key, new RequestKey(site, KeyKind.Secret), problems);
    }

    private static IntakePolicy PolicyOf(SiteOptions options) => new()
    {
        Consent = new Purposes(options.Consent.Analytics, options.Consent.Personalisation, options.Consent.Marketing),
        MarksBots = options.MarkBots,
        ProofRequired = options.ProofRequired,
        UserTokens = new UserTokens(options.SecretKeys),
    };

    private void Add(string key, RequestKey stands, List<string> problems)
    {
        if (key.Length is < 8 or > 200) problems.Add($"A key of the site '{stands.Site.Id}' has {key.Length} characters; 8 to 200 were expected.");
        if (!_byKey.TryAdd(key, stands)) problems.Add($"A key of the site '{stands.Site.Id}' is used twice; every key must be one site's, and of one kind.");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex SiteName();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyCode();
}

/// <param name="Site">Whose.</param>
/// <param name="Kind">Public or secret.</param>
public sealed record RequestKey(RequestSite Site, KeyKind Kind);

/// <param name="Id">The site.</param>
/// <param name="KeptParameters">Query parameters that stay in URLs.</param>
public sealed record RequestSite(SiteId Id, IReadOnlySet<string> KeptParameters)
{
    /// <summary>How its events are taken in.</summary>
    public IntakePolicy Policy { get; init; } = IntakePolicy.Default;

    /// <summary>How long browsers keep their anonymous id as a cookie; null: they get none.</summary>
    public TimeSpan? VisitorCookie { get; init; }
}
