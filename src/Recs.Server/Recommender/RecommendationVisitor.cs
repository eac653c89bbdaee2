using Recs.Collector;
using Recs.Collector.Identity;
using Recs.Core;
using Recs.Core.Recommendations.Visitors;
using Recs.Core.Streaming.Erasures;
using Recs.Server.Http;
using Recs.Server.Sites;

namespace Recs.Server.Recommender;

/// <summary>For whom a list is: the visitor named, else the caller's own; nobody where that is refused.</summary>
internal sealed class RecommendationVisitor(VisitorViewReader visitors, VisitorIdRule ids, RefusedIds erased)
{
    private const string Foreign =
        "With the write key 'visitor' is the device's own anonymous id, or a user id with its userToken (query, or header X-Recs-User-Token); a user's list needs that or the secret key.";

    /// <summary>The visitor, read once, with what friends have bought where a list asks for that; null with a problem where the caller may not have it.</summary>
    public async ValueTask<(ListVisitor? Visitor, Problem? Problem)> ReadAsync(
        HttpRequest request, RequestKey key, VisitorClaim claim, bool withCircle, CancellationToken cancel)
    {
        claim = claim.With(request);
        var (id, token, refuses) = claim;
        if (refuses || id is null) return (ListVisitor.Nobody, null);
        if (key.Kind == KeyKind.Write && token is not null && !key.Site.Policy.UserTokens.Prove(id, token))
            return (null, new Problem(ProblemCode.ForeignVisitor, Foreign));
        var reading = await visitors.ReadAsync(key.Site.Id, new VisitorId(id), withCircle, cancel);
        return reading.IsUser && key.Kind == KeyKind.Write && token is null
            ? (null, new Problem(ProblemCode.ForeignVisitor, Foreign))
            : (new ListVisitor(MayKeep(key, claim, id, reading) ? new VisitorId(id) : null, reading.View, reading.Unavailable), null);
    }

    /// <summary>The visitor of a list that is paged on: the one it was made for, unless nobody is to be recognised any more.</summary>
    public async ValueTask<ListVisitor> ReadAgainAsync(HttpRequest request, SiteId site, VisitorId? id, bool withCircle, CancellationToken cancel)
    {
        if (id is not { } known || PrivacySignals.IsGlobalPrivacyControl(request)) return ListVisitor.Nobody;
        var reading = await visitors.ReadAsync(site, known, withCircle, cancel);
        return new ListVisitor(known, reading.View, reading.Unavailable);
    }

    // On a first visit the list comes before the state. Who has refused, or may have for all that could be read, is not kept with
    // it, nor whose id is refused since an erasure.
    private bool MayKeep(RequestKey key, in VisitorClaim claim, string id, in VisitorReading reading) => reading.View is not null
        || (!reading.Refuses && !reading.Unavailable && ids.Allows(id) && !erased.Contains(key.Site.Id, id)
            && (claim.Grants || key.Site.Policy.Consent is { Analytics: true, Personalisation: true }));
}
