namespace Recs.Core.Recommendations.Explanations;

/// <summary>The first thing that keeps a product out of a list; in the order in which they are looked at.</summary>
public enum KeptOut
{
    /// <summary>Nothing does.</summary>
    Nothing,

    /// <summary>Neither catalogue nor events name it.</summary>
    Unknown,

    /// <summary>Events name it, the catalogue does not.</summary>
    NotInCatalogue,

    OutOfStock,

    /// <summary>Not of the category that is asked for.</summary>
    OtherCategory,

    /// <summary>Not within the prices that are asked for.</summary>
    OtherPrice,

    /// <summary>Without an attribute that is asked for.</summary>
    OtherAttributes,

    /// <summary>A rule hides it, or lets only others come.</summary>
    Rule,

    /// <summary>The page shows it.</summary>
    OnPage,

    /// <summary>The request leaves it out.</summary>
    Excluded,

    /// <summary>Another list of the page holds it.</summary>
    InOtherList,

    /// <summary>The list has given it already.</summary>
    AlreadyGiven,

    /// <summary>The list starts from it: something else like it is looked for.</summary>
    StartedFrom,

    InCart,

    /// <summary>It is in the newest order.</summary>
    JustBought,

    /// <summary>It does what a product the list starts from does.</summary>
    Substitute,

    /// <summary>Bought before, and people don't buy it again.</summary>
    BoughtBefore,

    /// <summary>The form returns only certain products, and this is none of them.</summary>
    Form,

    /// <summary>Up-sell: there is no product, or no price, to start from.</summary>
    NothingToStartFrom,

    /// <summary>Up-sell: too cheap or too dear.</summary>
    OutsidePriceBand,

    /// <summary>Up-sell: it does not serve the need of the product the list starts from.</summary>
    OtherNeed,

    /// <summary>Up-sell: not known to be liked as well as the product the list starts from.</summary>
    LessLiked,

    /// <summary>Referral: no more is said.</summary>
    NotEligible,

    /// <summary>No source of the form proposes it.</summary>
    NotProposed,

    /// <summary>It is ranked, but the list is shorter.</summary>
    BelowTheCut,
}

/// <summary>The public names.</summary>
public static class KeptOutNames
{
    /// <summary>As answers give it: <c>out_of_stock</c>; null for nothing.</summary>
    public static string? Name(this KeptOut keptOut) => keptOut == KeptOut.Nothing
        ? null
        : string.Concat(keptOut.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
