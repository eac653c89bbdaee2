using System.Net;

namespace Recs.Server.Http;

/// <summary>
/// Whether a request comes from a page of the same site as this server, so that a cookie set here is the shop's own. The
/// browser says so itself (<c>Sec-Fetch-Site</c>); one that does not is asked for its origin: the same host, or one below the
/// other. Two hosts beside each other may belong to two shops (shop.co.uk and other.co.uk) and do not count.
/// </summary>
internal static class FirstParty
{
    private const string Www = "www.";

    public static bool Is(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "same-site";
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin) && IsSame(origin.Host, request.Host.Host);
    }

    private static bool IsSame(string page, string server)
    {
        if (page.Equals(server, StringComparison.OrdinalIgnoreCase)) return true;
        if (IPAddress.TryParse(page, out _) || IPAddress.TryParse(server, out _)) return false;
        return IsBelow(server, Bare(page)) || IsBelow(page, Bare(server));
    }

    private static bool IsBelow(string host, string domain) =>
        domain.Contains('.', StringComparison.Ordinal) && (host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));

    private static string Bare(string host) => host.StartsWith(Www, StringComparison.OrdinalIgnoreCase) ? host[Www.Length..] : host;
}
