using Recs.Server.Http;

namespace Recs.Server.Recommender;

/// <summary>For whom a list is asked for, as the request says it.</summary>
/// <param name="Visitor">The id named; null: none.</param>
/// <param name="UserToken">Its proof; null: none.</param>
/// <param name="Refuses">Nobody is to be recognised.</param>
public readonly record struct VisitorClaim(string? Visitor, string? UserToken, bool Refuses)
{
    /// <summary>Says that somebody is to be recognised, rather than leaving it to the site's default.</summary>
    public bool Grants { get; init; }

    /// <summary>What the headers say besides: the caller's own id, the token, and the browser's signal that nobody is to be recognised.</summary>
    public VisitorClaim With(HttpRequest request) => new(
        Visitor ?? Access.Visitor(request),
        UserToken ?? (request.Headers["X-Recs-User-Token"].ToString() is { Length: > 0 } token ? token : null),
        Refuses || PrivacySignals.IsGlobalPrivacyControl(request))
    {
        Grants = Grants,
    };

    /// <summary>Whether a word for consent grants it.</summary>
    public static bool GrantsOf(string? consent) => consent is "granted";

    /// <summary>Whether a word for consent refuses it; null: it is no such word.</summary>
    public static bool? RefusesOf(string? consent) => consent switch
    {
        null or "" or "granted" => false,
        "denied" => true,
        _ => null,
    };
}
