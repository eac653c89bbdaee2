using Recs.Collector;
using Recs.Server.Sites;

namespace Recs.Server.Http;

/// <summary>Who calls, and whether they may.</summary>
public static class Access
{
    /// <summary>The key of a request, or the problem with it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="sites">The known keys.</param>
    /// <param name="key">What was sent; null: nothing.</param>
    /// <param name="secretOnly">Only the secret key will do.</param>
    /// <param name="problem">The problem, where there is one.</param>
    public static RequestKey? Check(HttpContext http, SiteDirectory sites, string? key, bool secretOnly, out Problem? problem)
    {
        problem = null;
        if (string.IsNullOrEmpty(key))
        {
            problem = new Problem(ProblemCode.MissingKey, "Send a key: 'Authorization: Bearer <key>', or Basic with the key as user name.");
            return null;
        }

        if (sites.Find(key) is not { } known)
        {
            problem = new Problem(ProblemCode.UnknownKey, "The key belongs to no site of this server. Look at 'recs sites show' and at the configuration under Recs:Sites.");
            return null;
        }

        if (DevelopmentKeys.Contains(key) && !DevelopmentKeys.IsLocal(http))
        {
            problem = new Problem(ProblemCode.UnknownKey, "The development keys are for requests from this machine itself. Give the site keys of its own: recs sites add.");
            return null;
        }

        problem = OriginProblem(http.Request, known) ?? http.RequestServices.GetRequiredService<RequestLimits>().CheckKeyOfBody(http, known);
        if (problem is not null) return null;
        if (!secretOnly || known.Kind == KeyKind.Secret) return known;
        problem = new Problem(ProblemCode.WrongKey, "This needs the site's secret key; a write key was sent.");
        return null;
    }

    /// <summary>The caller's own visitor: the cookie, else <c>X-Recs-Visitor</c>.</summary>
    public static string? Visitor(HttpRequest request)
    {
        if (request.Cookies.TryGetValue(VisitorCookie, out var cookie) && cookie.Length > 0) return cookie;
        var header = request.Headers["X-Recs-Visitor"].ToString();
        return header.Length > 0 ? header : null;
    }

    public const string VisitorCookie = "recs_id";

    // Only browsers send an origin. Pages that this server itself serves may use the secret key their reader has typed in.
    private static Problem? OriginProblem(HttpRequest request, RequestKey key)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return null;
        if (key.Kind == KeyKind.Write)
        {
            return key.Site.Origins.AllowsAny || key.Site.Origins.Names(origin)
                ? null
                : new Problem(ProblemCode.ForeignOrigin, $"The site '{key.Site.Id}' takes its write key from pages of its own origins only, and this page's is not among them. Add it: recs sites origins {key.Site.Id} --add <origin>.");
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? null
            : new Problem(ProblemCode.SecretKeyInBrowser, "A page sent the secret key, where everybody can read it. Use the write key in pages, and give the site another secret key: recs sites rotate <name> secret --drop-old.");
    }
}
