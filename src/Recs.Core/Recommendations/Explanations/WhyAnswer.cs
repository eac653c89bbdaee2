namespace Recs.Core.Recommendations.Explanations;

/// <summary>Why a product is in a list, or why not.</summary>
/// <param name="Form">Of the list.</param>
/// <param name="Item">The product.</param>
/// <param name="KeptOut">The first thing that keeps it out; <see cref="KeptOut.Nothing"/>: it is in the list.</param>
/// <param name="Text">The same as a sentence.</param>
public sealed record WhyAnswer(RecommendationForm Form, ItemId Item, KeptOut KeptOut, string Text)
{
    /// <summary>Its place in the list, or in the ranking it is too far down in; from 1. Null: it is not ranked.</summary>
    public int? Rank { get; init; }

    /// <summary>Its score; null where it is not ranked, or put there by a rule.</summary>
    public double? Score { get; init; }

    /// <summary>How it stands in the list; null: it does not.</summary>
    public RecommendedItem? Listed { get; init; }

    /// <summary>What its place comes from; null: it is not ranked.</summary>
    public PlaceExplanation? Place { get; init; }

    /// <summary>The rule that keeps it out; null: none does.</summary>
    public string? HiddenBy { get; init; }

    /// <summary>The rule that would put it at a place, and may not; null: there is none.</summary>
    public string? RefusedPin { get; init; }

    public static WhyAnswer Unknown(RecommendationForm form, ItemId item) =>
        new(form, item, KeptOut.Unknown, "Neither the catalogue nor an event of this site names it.");
}
