namespace Recs.Sites;

/// <summary>
/// Token buckets for requests with a write key: so many a second, and so many at once after a pause. Whoever is over one is told
/// to wait (429). 0 a second: no limit. The secret key has none.
/// </summary>
public sealed record SiteLimits
{
    /// <summary>Per write key. Default 5,000 a second, 10,000 at once: one key cannot take the whole server from other sites.</summary>
    public int KeyPerSecond { get; set; } = 5_000;

    public int KeyBurst { get; set; } = 10_000;

    /// <summary>Per visitor of cookie or <c>X-Recs-Visitor</c>. Default 20 a second, 200 at once.</summary>
    public int VisitorPerSecond { get; set; } = 20;

    public int VisitorBurst { get; set; } = 200;

    /// <summary>
    /// Per public address, which an office or a mobile network may share. Default 200 a second, 1,000 at once. Ignored for
    /// addresses of loopback and private networks, which are proxies and own machines.
    /// </summary>
    public int AddressPerSecond { get; set; } = 200;

    public int AddressBurst { get; set; } = 1_000;

    /// <summary>What at least one of them allows.</summary>
    /// <param name="limits">At least one.</param>
    public static SiteLimits Widest(IEnumerable<SiteLimits> limits) => limits.Aggregate((a, b) => new SiteLimits
    {
        KeyPerSecond = Wider(a.KeyPerSecond, b.KeyPerSecond),
        KeyBurst = Math.Max(a.KeyBurst, b.KeyBurst),
        VisitorPerSecond = Wider(a.VisitorPerSecond, b.VisitorPerSecond),
        VisitorBurst = Math.Max(a.VisitorBurst, b.VisitorBurst),
        AddressPerSecond = Wider(a.AddressPerSecond, b.AddressPerSecond),
        AddressBurst = Math.Max(a.AddressBurst, b.AddressBurst),
    });

    // 0 a second is no limit.
    private static int Wider(int a, int b) => a == 0 || b == 0 ? 0 : Math.Max(a, b);

    internal IEnumerable<string> Problems(string site)
    {
        foreach (var (name, perSecond, burst) in new[] { ("Key", KeyPerSecond, KeyBurst), ("Visitor", VisitorPerSecond, VisitorBurst), ("Address", AddressPerSecond, AddressBurst) })
        {
            if (perSecond is < 0 or > 1_000_000) yield return $"The site '{site}' has {name}PerSecond {perSecond}; 0 (no limit) to 1,000,000 were expected.";
            if (burst is < 1 or > 1_000_000) yield return $"The site '{site}' has {name}Burst {burst}; 1 to 1,000,000 were expected.";
        }
    }
}
