using System.Net;
using Recs.Core;

namespace Recs.Server.Sites;

/// <summary>The keys everybody knows. Good for trying things out on one's own machine, nowhere else.</summary>
public static class DevelopmentKeys
{
    public const string Write = "dev-write-key";
    public const string Secret = "dev-secret-key";

    public static bool Contains(string key) => key is Write or Secret;

    /// <summary>Refuses to go on where a site uses these keys and the server would listen to more than this machine.</summary>
    /// <exception cref="RecsException">Names the addresses and what to do.</exception>
    public static void RequireLoopback(IEnumerable<SiteOptions> sites, IEnumerable<string> addresses)
    {
        if (!sites.Any(s => s.WriteKeys.Concat(s.SecretKeys).Any(Contains))) return;
        var open = addresses.Where(a => !IsLoopback(a)).ToList();
        if (open.Count > 0)
            throw new RecsException(
                $"The development keys work on this machine only, but the server is told to listen on {string.Join(", ", open)}. "
                + "Give the site keys of its own (Recs:Sites:default:WriteKeys:0 and Recs:Sites:default:SecretKeys:0), or listen on http://localhost:5080.");
    }

    /// <summary>The request comes from this machine, to this machine, and through no proxy.</summary>
    public static bool IsLocal(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote))
        && IsLoopback($"http://{http.Request.Host}")
        && !http.Request.Headers.ContainsKey("Forwarded")
        && !http.Request.Headers.ContainsKey("X-Forwarded-For");

    private static bool IsLoopback(string address)
    {
        // Kestrel's wildcards (http://*:80, http://+:80) are no valid host names.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return false;
        if (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
    }
}
