using System.Net;
using Recs.Sites;

namespace Recs.Server.Sites;

/// <summary>The keys everybody knows. Good for trying things out on one's own machine, nowhere else.</summary>
public static class DevelopmentKeys
{
    public const string Write = "dev-write-key";
    public const string Secret = "dev-secret-key";

    public static bool Contains(string key) => key is Write or Secret;

    /// <summary>The site there is where none has been made yet.</summary>
    public static SiteOptions Site() => new() { WriteKeys = [Write], SecretKeys = [Secret] };

    /// <summary>There is no site but that one.</summary>
    public static bool IsOnly(IReadOnlyDictionary<string, SiteOptions> sites) => sites.Count == 1 && sites.Values.Single().WriteKeys is [Write];

    /// <summary>A problem where a site uses these keys and the server listens to more than this machine.</summary>
    public static IEnumerable<string> Problems(IEnumerable<SiteOptions> sites, IEnumerable<string> addresses)
    {
        var open = addresses.Where(a => !IsLoopback(a)).ToList();
        if (open.Count == 0 || !sites.Any(s => s.WriteKeys.Concat(s.SecretKeys).Any(Contains))) yield break;
        yield return
            $"The development keys work on this machine only, but the server is told to listen on {string.Join(", ", open)}. "
            + "Give the site keys of its own (recs sites add default, or Recs:Sites:default:WriteKeys:0 and Recs:Sites:default:SecretKeys:0), or listen on http://localhost:5080.";
    }

    /// <summary>The request comes from this machine, to this machine, and through no proxy.</summary>
    public static bool IsLocal(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote))
        && IsLoopback($"http://{http.Request.Host}")
        && !http.Request.Headers.ContainsKey("Forwarded")
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("X-Original-For");

    private static bool IsLoopback(string address)
    {
        // Kestrel's wildcards (http://*:80, http://+:80) are no valid host names.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return false;
        if (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
    }
}
