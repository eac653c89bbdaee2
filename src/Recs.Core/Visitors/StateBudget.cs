namespace Recs.Core.Visitors;

/// <summary>
/// Keeps the encoded state under 16 KB: when its lists could be larger, the oldest entries go that are least missed. Runs at
/// each record, so batches change nothing.
/// </summary>
public static class StateBudget
{
    // Upper bounds of what one entry takes besides texts, in bytes: a hash or weight 8, a count 10, an amount 8 (a sum 18), a stamp 9.
    private const int Fixed = 576;
    private const int Message = 12;
    private const int Keyed = 17;
    private const int CartLine = 36;
    private const int PurchaseLine = 22;
    private const int Affinity = 37;
    private const int PriceBand = 43;
    private const int Hour = 9;
    private const int Currency = 32;
    private const int Page = 11;
    private const int Trait = 12;
    private const int Alias = 27;
    private const int Friend = 27;
    private const int Promotion = 66;
    private const int List = 26;
    private const int ListClick = 22;
    private const int Search = 10;

    /// <summary>Never less than the encoded size.</summary>
    public static int UpperBound(VisitorState s) =>
        Fixed
        + TextBytes(s)
        + (s.Messages.Count * Message)
        + (s.RecentPages.NewestFirst.Count * Page)
        + (s.RecentProducts.NewestFirst.Count * Keyed)
        + (s.Favourites.Count * (Keyed + 1))
        + (s.Cart.Count * CartLine)
        + ((s.LastPurchase?.Lines.Count ?? 0) * PurchaseLine)
        + ((s.Categories.Entries.Count + s.Brands.Entries.Count + 2) * Affinity)
        + (s.PriceBands.ByCategory.Count * PriceBand)
        + ((s.Hours.Weights.Count + s.Channels.Weights.Count + s.ContentForms.Weights.Count) * Hour)
        + (s.Spending.ByCurrency.Count * Currency)
        + (s.Traits.Count * Trait)
        + (s.Aliases.Count * Alias)
        + (s.Merges.NewestFirst.Count * Keyed)
        + (s.Friends.All.Count * Friend)
        + (s.Promotions.ByCampaign.Count * Promotion)
        + (s.ListsSeen.ByList.Count * List)
        + (s.ListsSeen.ClicksKept * ListClick)
        + (s.Searches.NewestFirst.Count * Search);

    public static void Keep(VisitorState s)
    {
        while (UpperBound(s) > VisitorLimits.MaxBytes && DropOne(s))
        {
            // One entry at a time, the least missed first.
        }
    }

    private static int TextBytes(VisitorState s)
    {
        var bytes = s.Aliases.TextBytes + s.Traits.TextBytes + s.Friends.TextBytes + s.Searches.TextBytes;
        foreach (var (_, path) in s.RecentPages.NewestFirst) bytes += Utf8Text.Bytes(path);
        if (s.Claim is { } claim) bytes += Utf8Text.Bytes(claim.UserId);
        if (s.HandedOverTo is { } user) bytes += Utf8Text.Bytes(user.Value);
        if (s.Successor is { } next) bytes += Utf8Text.Bytes(next.Value);
        return bytes;
    }

    // The last ones make room for a visitor who pays in every currency there is.
    private static bool DropOne(VisitorState s) =>
        s.Favourites.DropOldest(present: false)
        || s.Cart.DropOldestRemoval()
        || s.Friends.DropOldest(named: false)
        || (s.RecentPages.NewestFirst.Count > 5 && s.RecentPages.DropOldest())
        || (s.Searches.NewestFirst.Count > 3 && s.Searches.DropOldest())
        || (s.Promotions.ByCampaign.Count > 5 && s.Promotions.DropOldest())
        || (s.ListsSeen.ByList.Count > 5 && s.ListsSeen.DropOldest())
        || (s.Hours.Weights.Count > 48 && s.Hours.DropLightest())
        || (s.RecentProducts.NewestFirst.Count > 20 && s.RecentProducts.DropOldest())
        || (s.Favourites.Count > 50 && s.Favourites.DropOldest(present: true))
        || s.Traits.DropOldest()
        || (s.Messages.Count > 128 && s.Messages.DropOldest())
        || (s.Merges.NewestFirst.Count > 16 && s.Merges.DropOldest())
        || s.RecentPages.DropOldest()
        || s.Searches.DropOldest()
        || s.Promotions.DropOldest()
        || s.ListsSeen.DropOldest()
        || s.Favourites.DropOldest(present: true)
        || s.Friends.DropOldest(named: true);
}
