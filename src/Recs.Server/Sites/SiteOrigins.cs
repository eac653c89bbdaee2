using Recs.Sites;

namespace Recs.Server.Sites;

/// <summary>The origins whose pages may use a site's write key.</summary>
/// <param name="patterns">Empty: any origin, but without cookies.</param>
public sealed class SiteOrigins(IReadOnlyList<OriginPattern> patterns)
{
    public bool AllowsAny => patterns.Count == 0;

    /// <summary>The site names this origin, so its pages may send cookies.</summary>
    public bool Names(string origin)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(origin)) return true;
        }

        return false;
    }
}
