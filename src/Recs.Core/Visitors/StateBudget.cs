namespace Recs.Core.Visitors;

/// <summary>
/// Keeps the encoded state under 16 KB: when its lists could be larger, the oldest entries go that are least missed. Runs at
/// each record, so batches change nothing.
/// </summary>
public static class StateBudget
{
    // Upper bounds of what one entry takes, in bytes: 64-bit hash 8, stamp 9, amount 10, varint up to 10, flags.
    private const int Fixed = 320;
    private const int Message = 12;
    private const int Keyed = 18;
    private const int CartLine = 38;
    private const int PurchaseLine = 26;
    private const int Affinity = 33;
    private const int PriceBand = 37;
    private const int Hour = 9;
    private const int Currency = 34;
    private const int Page = VisitorLimits.PathBytes + 11;
    private const int Trait = VisitorLimits.TraitNameBytes + VisitorLimits.TraitValueBytes + 13;
    private const int Alias = VisitorId.MaxBytes + 20;

    /// <summary>Never less than the encoded size.</summary>
    public static int UpperBound(VisitorState s) =>
        Fixed
        + (VisitorId.MaxBytes * 2)
        + (s.Messages.Count * Message)
        + (s.RecentPages.NewestFirst.Count * Page)
        + (s.RecentProducts.NewestFirst.Count * Keyed)
        + (s.Favourites.Count * (Keyed + 1))
        + (s.Cart.Count * CartLine)
        + ((s.LastPurchase?.Lines.Count ?? 0) * PurchaseLine)
        + ((s.Categories.Entries.Count + s.Brands.Entries.Count + 2) * Affinity)
        + (s.PriceBands.ByCategory.Count * PriceBand)
        + ((s.Hours.Weights.Count + s.Channels.Weights.Count + s.ContentForms.Weights.Count) * Hour)
        + (s.Spending.Currencies * Currency)
        + (s.Traits.Count * Trait)
        + (s.Aliases.NewestFirst.Count * Alias);

    public static void Keep(VisitorState s)
    {
        while (UpperBound(s) > VisitorLimits.MaxBytes && DropOne(s))
        {
            // One entry at a time, the least missed first.
        }
    }

    private static bool DropOne(VisitorState s) =>
        s.Favourites.DropOldest(present: false)
        || s.Cart.DropOldestRemoval()
        || (s.RecentPages.NewestFirst.Count > 5 && s.RecentPages.DropOldest())
        || (s.Hours.Weights.Count > 48 && s.Hours.DropLightest())
        || (s.RecentProducts.NewestFirst.Count > 20 && s.RecentProducts.DropOldest())
        || (s.Favourites.Count > 50 && s.Favourites.DropOldest(present: true))
        || s.Traits.DropOldest();
}
