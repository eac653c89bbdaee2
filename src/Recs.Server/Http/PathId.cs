using Microsoft.AspNetCore.Http.Features;

namespace Recs.Server.Http;

/// <summary>An id that is a part of a path. Routing leaves an encoded slash as it was sent, so ids that hold one are read from the request line.</summary>
public static class PathId
{
    /// <param name="http">The request.</param>
    /// <param name="before">What stands before the id in the path.</param>
    /// <param name="routed">The id as routing read it.</param>
    public static string Of(HttpContext http, string before, string routed)
    {
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (path.IndexOf('?', StringComparison.Ordinal) is var query and >= 0) path = path[..query];
        var at = path.IndexOf(before, StringComparison.Ordinal);
        if (at < 0) return routed;
        var rest = path[(at + before.Length)..];
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        return Uri.UnescapeDataString(end < 0 ? rest : rest[..end]);
    }
}
