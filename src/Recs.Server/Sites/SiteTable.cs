using System.Collections.Frozen;
using Recs.Collector;
using Recs.Collector.Consent;
using Recs.Collector.Identity;
using Recs.Core;
using Recs.Sites;

namespace Recs.Server.Sites;

/// <summary>All sites and keys at one moment; never changes. Built from sites that have been checked.</summary>
public sealed class SiteTable
{
    private readonly FrozenDictionary<string, RequestKey> _byKey;

    public SiteTable(IReadOnlyDictionary<string, SiteOptions> sites)
    {
        Sites = sites;
        Known = [.. sites.Select(s => Of(s.Key, s.Value))];
        WidestLimits = SiteLimits.Widest(sites.Values.Select(s => s.Limits));
        _byKey = Known.SelectMany(site => Keys(site, sites[site.Id.Value])).ToFrozenDictionary(k => k.Text, StringComparer.Ordinal);
    }

    /// <summary>The options by name.</summary>
    public IReadOnlyDictionary<string, SiteOptions> Sites { get; }

    /// <summary>The sites as requests see them.</summary>
    public IReadOnlyList<RequestSite> Known { get; }

    /// <summary>What any of the sites allows, for requests whose site is not known yet.</summary>
    public SiteLimits WidestLimits { get; }

    /// <summary>What a key stands for, or null.</summary>
    public RequestKey? Find(string? key) => key is not null && _byKey.TryGetValue(key, out var known) ? known : null;

    private static RequestSite Of(string name, SiteOptions options) => new(new SiteId(name), options.KeptParameters.ToHashSet(StringComparer.Ordinal))
    {
        Origins = new SiteOrigins([.. options.Origins.Select(OriginPattern.Parse).OfType<OriginPattern>()]),
        Limits = options.Limits,
        Policy = PolicyOf(options),
        TimeZone = options.TimeZone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : null,
        VisitorCookie = options.VisitorCookie ? TimeSpan.FromDays(options.VisitorCookieDays) : null,
    };

    private static IntakePolicy PolicyOf(SiteOptions options) => new()
    {
        Consent = new Purposes(options.Consent.Analytics, options.Consent.Personalisation, options.Consent.Marketing),
        MarksBots = options.MarkBots,
        ProofRequired = options.ProofRequired,
        UserTokens = new UserTokens(options.SecretKeys),
    };

    private static IEnumerable<RequestKey> Keys(RequestSite site, SiteOptions options) =>
    [
        .. options.WriteKeys.Select(key => new RequestKey(site, KeyKind.Write) { Text = key }),
        .. options.SecretKeys.Select(key => new RequestKey(site, KeyKind.Secret) { Text = key }),
    ];
}
