namespace Recs.Core.Visitors;

/// <summary>How much of each list a visitor state keeps. Beyond a cap the oldest or lightest goes; totals stay.</summary>
public static class VisitorLimits
{
    /// <summary>No encoded state is larger.</summary>
    public const int MaxBytes = 16 * 1024;

    public const int RecentPages = 20;
    public const int PathBytes = 48;
    public const int RecentProducts = 50;
    public const int Favourites = 200;
    public const int CartLines = 32;

    /// <summary>Removals remembered for the cart and for the favourites, each.</summary>
    public const int Removals = 32;

    public const int LastPurchaseLines = 20;
    public const int Aliases = 16;

    /// <summary>Merges remembered, so that one that comes again changes nothing.</summary>
    public const int Merges = 64;

    /// <summary>Friends a visitor has named, and as many others who named the visitor or were taken back.</summary>
    public const int Friends = 50;

    public const int Promotions = 20;
    public const int ListsSeen = 20;

    /// <summary>Clicks kept of each list seen; at most 7, as they are stored.</summary>
    public const int ListClicks = 5;

    public const int Searches = 10;
    public const int SearchBytes = 48;
    public const int Traits = 16;
    public const int TraitNameBytes = 32;
    public const int TraitValueBytes = 64;
    public const int Categories = 32;
    public const int Brands = 16;
    public const int PriceBands = 16;
    public const int Messages = 512;
    public const int OrderTimes = 10;
}
