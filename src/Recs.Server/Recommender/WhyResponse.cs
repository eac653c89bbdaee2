using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Explanations;

namespace Recs.Server.Recommender;

/// <param name="Item">The product.</param>
/// <param name="Form">Of the list.</param>
/// <param name="Listed">It is in the list.</param>
/// <param name="Rank">Its place in the list, or in the whole ranking; null: it is not ranked.</param>
/// <param name="Score">Its score; null: it has none.</param>
/// <param name="KeptOut">The first thing that keeps it out, from a closed list; null: nothing does.</param>
/// <param name="Text">All of it in a sentence.</param>
/// <param name="Reason">As the list gives it; null: it is not listed.</param>
/// <param name="Explanation">What its place comes from; null: it is not ranked.</param>
/// <param name="HiddenBy">The rule that keeps it out; null: none does.</param>
/// <param name="RefusedPin">The rule that would put it at a place, which this list may not do; null: there is none.</param>
public sealed record WhyResponse(
    string Item,
    string Form,
    bool Listed,
    int? Rank,
    double? Score,
    string? KeptOut,
    string Text,
    ReasonResponse? Reason,
    ExplanationResponse? Explanation,
    string? HiddenBy,
    string? RefusedPin)
{
    public static WhyResponse Of(WhyAnswer why) => new(
        why.Item.Value,
        why.Form.Name(),
        why.Listed is not null,
        why.Rank,
        why.Score is { } score ? Math.Round(score, 6) : null,
        why.KeptOut.Name(),
        why.Text,
        why.Listed is { } listed ? ReasonResponse.Of(listed.Reason) : null,
        why.Place is { } place ? ExplanationResponse.Of(place) : null,
        why.HiddenBy,
        why.RefusedPin);
}
