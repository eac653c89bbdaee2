namespace Recs.Sites;

/// <summary>One shop as configured under <c>Recs:Sites:&lt;name&gt;</c>, or kept in <c>sites.json</c>.</summary>
public sealed class SiteOptions
{
    /// <summary>Public keys, for browsers. Several at a time, so that they can be rotated.</summary>
    public IList<string> WriteKeys { get; set; } = [];

    /// <summary>Keys of the shop's own servers. Several at a time, so that they can be rotated.</summary>
    public IList<string> SecretKeys { get; set; } = [];

    /// <summary>
    /// Origins whose pages may use the write key, such as <c>https://shop.example</c> or <c>https://*.shop.example</c>. Empty,
    /// the default: pages of any origin may, but without cookies.
    /// </summary>
    public IList<string> Origins { get; set; } = [];

    /// <summary>How often may be asked with the write key.</summary>
    public SiteLimits Limits { get; set; } = new();

    /// <summary>Query parameters that stay in URLs besides <c>utm_*</c> and <c>gclid</c>.</summary>
    public IList<string> KeptParameters { get; set; } = [];

    /// <summary>The time zone of visitors whose events name none (IANA). Default: what the log says, else UTC.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The currency in which visitors are compared (ISO 4217). Default: what the log says, else EUR.</summary>
    public string? BaseCurrency { get; set; }
}
