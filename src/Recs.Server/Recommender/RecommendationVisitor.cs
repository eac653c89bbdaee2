using Recs.Collector;
using Recs.Core;
using Recs.Core.Recommendations.Visitors;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Recommender;

/// <summary>For whom a list is: the visitor named, else the caller's own; nobody where that is refused.</summary>
internal sealed class RecommendationVisitor(VisitorViewReader visitors)
{
    private const string Foreign =
        "With the write key 'visitor' is the device's own anonymous id, or a user id with its userToken (query, or header X-Recs-User-Token); a user's list needs that or the secret key.";

    /// <summary>The visitor's reading; null with a problem where the caller may not have it.</summary>
    public async ValueTask<(VisitorReading? Reading, Problem? Problem)> ReadAsync(HttpRequest request, RequestKey key, CancellationToken cancel)
    {
        if (RecommendationQuery.Refuses(request.Query, out var wrong) is not { } refuses) return (null, new Problem(ProblemCode.InvalidParameter, wrong));
        if (refuses || PrivacySignals.IsGlobalPrivacyControl(request)) return (VisitorReading.Nobody, null);
        var named = request.Query["visitor"].ToString();
        var id = named.Length > 0 ? named : Access.Visitor(request);
        if (id is null) return (VisitorReading.Nobody, null);

        var token = request.Query["userToken"].ToString() is { Length: > 0 } sent ? sent : request.Headers["X-Recs-User-Token"].ToString();
        if (key.Kind == KeyKind.Write && token.Length > 0 && !key.Site.Policy.UserTokens.Prove(id, token))
            return (null, new Problem(ProblemCode.ForeignVisitor, Foreign));
        var reading = await visitors.ReadAsync(key.Site.Id, new VisitorId(id), cancel);
        return reading.IsUser && key.Kind == KeyKind.Write && token.Length == 0
            ? (null, new Problem(ProblemCode.ForeignVisitor, Foreign))
            : (reading, null);
    }
}
