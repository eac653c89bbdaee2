using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.UpSell;

namespace Recs.Core.Recommendations.Explanations;

/// <summary>Makes the list as it would be answered, and where the item is not in it the whole ranking, and looks what became of the item.</summary>
/// <param name="draft">Begins the list anew, with the item watched.</param>
/// <param name="request">The list.</param>
/// <param name="item">Its number in the catalogue.</param>
internal sealed class WhyFinder(Func<ListDraft> draft, RecommendationRequest request, int item)
{
    public WhyAnswer Find()
    {
        var list = draft();
        if (request.Form == RecommendationForm.Referral) return Referral(list);
        var items = list.Finish();
        var id = list.Context.Catalog[item].Id;
        var at = items.FindIndex(i => i.Item.Id == id);
        return at >= 0 ? Listed(items[at], request.After.Count + at + 1) with { RefusedPin = RefusedPin(list, items[at]) } : KeptOutBy(draft(), id);
    }

    private WhyAnswer Listed(RecommendedItem listed, int rank)
    {
        var chosen = listed.Explanation is { Source: null };
        var text = chosen ? $"It is in the list at place {rank}, put there by the rule {listed.Explanation!.Rules[0]}." : $"It is in the list at place {rank}: {listed.Reason.Text}.";
        return new WhyAnswer(request.Form, listed.Item.Id, KeptOut.Nothing, text)
        {
            Rank = rank,
            Score = chosen ? null : listed.Score,
            Listed = listed,
            Place = listed.Explanation,
        };
    }

    private WhyAnswer KeptOutBy(ListDraft whole, ItemId id)
    {
        whole.Rank(whole.Context.Catalog.Count);
        foreach (var pick in whole.Ranking)
        {
            if (pick.Item != item) continue;
            var ranked = whole.Ranked(pick);
            var length = request.After.Count + request.Limit;
            return new WhyAnswer(request.Form, id, KeptOut.BelowTheCut, $"It is ranked at place {pick.Rank}, and the list ends at place {length}.")
            {
                Rank = pick.Rank,
                Score = pick.Score,
                Place = ranked.Explanation,
                RefusedPin = RefusedPin(whole, null),
            };
        }

        var (cause, text) = (whole.Context.Eligibility.WhyNot(), (string?)null);
        if (cause == KeptOut.Form && request.Form == RecommendationForm.UpSell) (cause, text) = UpSellWhy.Of(whole.Context, item);
        if (cause == KeptOut.Nothing) cause = KeptOut.NotProposed;
        var rule = cause == KeptOut.Rule ? whole.Rules.HiddenBy(item) : null;
        return new WhyAnswer(request.Form, id, cause, text ?? Sentence(cause, rule)) { HiddenBy = rule?.Id, RefusedPin = RefusedPin(whole, null) };
    }

    // Anything more could point to a friend.
    private WhyAnswer Referral(ListDraft whole)
    {
        whole.Rank(whole.Context.Catalog.Count);
        var id = whole.Context.Catalog[item].Id;
        foreach (var pick in whole.Ranking)
        {
            if (pick.Item == item) return new WhyAnswer(request.Form, id, KeptOut.Nothing, "It is eligible.");
        }

        return new WhyAnswer(request.Form, id, KeptOut.NotEligible, "It is not eligible.");
    }

    private string? RefusedPin(ListDraft list, RecommendedItem? listed)
    {
        var id = list.Context.Catalog[item].Id;
        var pin = list.Rules.Pins.FirstOrDefault(p => p.Products.Items.Contains(id));
        return pin is null || listed?.Explanation is { Source: null } ? null : pin.Id;
    }

    private string Sentence(KeptOut cause, Rule? rule) => cause switch
    {
        KeptOut.NotInCatalogue => "Events name it, but it is not in the catalogue: put it there to have it recommended.",
        KeptOut.OutOfStock => "It is not in stock.",
        KeptOut.OtherCategory => $"It is not of the category asked for, {request.Category}.",
        KeptOut.OtherPrice => "Its price is not within the prices asked for, or unknown.",
        KeptOut.OtherAttributes => "It lacks an attribute that is asked for.",
        KeptOut.Rule => rule!.Action == RuleAction.Hide ? $"The rule {rule.Id} hides it." : $"The rule {rule.Id} lets only other products come.",
        KeptOut.OnPage => "It is the product that the page shows.",
        KeptOut.Excluded => "The request excludes it.",
        KeptOut.InOtherList => "Another list of the page holds it.",
        KeptOut.AlreadyGiven => "An earlier page of the list holds it.",
        KeptOut.StartedFrom => $"{request.Form.Name()} starts from it, and looks for others.",
        KeptOut.InCart => "It is in the cart.",
        KeptOut.JustBought => "It is in the visitor's newest order.",
        KeptOut.Substitute => "It serves the same need as a product the list starts from, and is bought with it less often than chance would.",
        KeptOut.BoughtBefore => "The visitor has bought it, and it is none of those that people buy again.",
        KeptOut.Form => $"{request.Form.Name()} returns only certain products, and it is none of them.",
        KeptOut.NotProposed => $"No source of {request.Form.Name()} proposes it.",
        _ => throw new System.Diagnostics.UnreachableException($"No sentence for {cause}."),
    };
}
