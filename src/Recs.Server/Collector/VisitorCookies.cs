using Recs.Collector;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Collector;

/// <summary>
/// The anonymous id as one small first-party cookie. Only the collector sets it, only for a browser that has no id yet and
/// whose visitor may be recognised; a visitor who refuses that loses it, and one who logs out gets another.
/// </summary>
internal static class VisitorCookies
{
    /// <summary>An id that may be given to the browser; null: none may.</summary>
    public static string? Offer(HttpRequest request, RequestKey key)
    {
        var mayHave = key.Kind == KeyKind.Write && key.Site.VisitorCookie is not null && Access.Visitor(request) is null
            && !PrivacySignals.IsGlobalPrivacyControl(request) && FirstParty.Is(request);
        return mayHave ? NewId() : null;
    }

    /// <summary>Sets the id that events were filed under, or takes the cookie back.</summary>
    public static void Answer(HttpContext http, RequestKey key, IntakeResult result)
    {
        if (key.Kind != KeyKind.Write) return;
        if (result.IssuedVisitor is { } issued)
            http.Response.Cookies.Append(Access.VisitorCookie, issued, Options(http.Request, key.Site.VisitorCookie));
        else if (result.RecognitionRefused && http.Request.Cookies.ContainsKey(Access.VisitorCookie))
            http.Response.Cookies.Delete(Access.VisitorCookie, Options(http.Request, null));
    }

    /// <summary>Puts a new id in the place of the one the browser has; takes it back where it may have none.</summary>
    /// <returns>Whether it had one.</returns>
    public static bool Renew(HttpContext http, RequestKey key)
    {
        if (key.Kind != KeyKind.Write || !http.Request.Cookies.ContainsKey(Access.VisitorCookie)) return false;
        if (key.Site.VisitorCookie is { } life && !PrivacySignals.IsGlobalPrivacyControl(http.Request))
            http.Response.Cookies.Append(Access.VisitorCookie, NewId(), Options(http.Request, life));
        else
            http.Response.Cookies.Delete(Access.VisitorCookie, Options(http.Request, null));
        return true;
    }

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static CookieOptions Options(HttpRequest request, TimeSpan? life) =>
        new() { HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = life, IsEssential = true };
}
