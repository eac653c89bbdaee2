using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recs.Core.Visitors.Profiles;

/// <summary>One visitor as people and programs read it, as of a time. Hashes are turned back into names where the site knows them.</summary>
public sealed record VisitorProfile
{
    public required string VisitorId { get; init; }

    /// <summary>The time this is true of.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required LifecycleStage Stage { get; init; }

    public required Activity Activity { get; init; }

    public required bool Registered { get; init; }

    /// <summary>A proven user.</summary>
    public required bool Identified { get; init; }

    /// <summary>A user id that came without proof.</summary>
    public string? ClaimedUserId { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    public required long Sessions { get; init; }

    /// <summary>A session is going on at <see cref="AsOf"/>.</summary>
    public required bool InSession { get; init; }

    /// <summary>The mean gap between session starts in days; null before the second session.</summary>
    public double? VisitIntervalDays { get; init; }

    /// <summary>The gap before the last session in days; null before the second session.</summary>
    public double? LastVisitIntervalDays { get; init; }

    /// <summary>Net orders: those refunded in full do not count.</summary>
    public required long Orders { get; init; }

    public required long OrdersPlaced { get; init; }

    /// <summary>Orders less refunds, per currency.</summary>
    public required IReadOnlyDictionary<string, decimal> NetSpent { get; init; }

    /// <summary>Net amount per net order in the site's base currency, else in the only currency there is; null without one.</summary>
    public decimal? AverageOrderValue { get; init; }

    public double? DaysSinceLastOrder { get; init; }

    /// <summary>The mean gap between the newest orders (at most 10) in days.</summary>
    public double? OrderIntervalDays { get; init; }

    public required long Pages { get; init; }

    public required IReadOnlyList<ProfilePage> RecentPages { get; init; }

    public required long DwellMs { get; init; }

    public double? DwellMsPerPage { get; init; }

    public required long ProductViews { get; init; }

    public required IReadOnlyList<ProfileItem> RecentProducts { get; init; }

    public required IReadOnlyList<ProfileItem> Favourites { get; init; }

    public required IReadOnlyList<ProfileCartLine> Cart { get; init; }

    public ProfilePurchase? LastPurchase { get; init; }

    /// <summary>By category, heaviest first.</summary>
    public required IReadOnlyDictionary<string, ProfileAffinity> Categories { get; init; }

    /// <summary>What the categories beyond those kept come to; null: nothing.</summary>
    public ProfileAffinity? OtherCategories { get; init; }

    /// <summary>The decayed weight by brand, heaviest first.</summary>
    public required IReadOnlyDictionary<string, double> Brands { get; init; }

    /// <summary>By top category.</summary>
    public required IReadOnlyDictionary<string, ProfilePriceBand> PriceBand { get; init; }

    /// <summary>The decayed share of each device class.</summary>
    public required IReadOnlyDictionary<string, double> Channels { get; init; }

    /// <summary>The decayed share of each content form.</summary>
    public required IReadOnlyDictionary<string, double> ContentForms { get; init; }

    /// <summary>The decayed share of each hour of the week seen, as <c>Mon 09</c>.</summary>
    public required IReadOnlyDictionary<string, double> Hours { get; init; }

    public required IReadOnlyDictionary<string, string> Traits { get; init; }

    /// <summary>Linked by both; none for a visitor who is no user.</summary>
    public required ProfileFriends Friends { get; init; }

    /// <summary>The newest campaigns and how they were answered, newest first.</summary>
    public required IReadOnlyList<ProfilePromotion> Promotions { get; init; }

    /// <summary>The newest lists of recommendations, newest first.</summary>
    public required IReadOnlyList<ProfileList> ListsSeen { get; init; }

    /// <summary>The newest searches, each text once, newest first.</summary>
    public required IReadOnlyList<ProfileSearch> Searches { get; init; }

    public required ProfileConsent Consent { get; init; }

    /// <summary>Anonymous ids that have become this visitor, newest first.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The size of the stored state.</summary>
    public required int Bytes { get; init; }
}

/// <param name="Path">The page.</param>
/// <param name="At">When it was seen.</param>
public sealed record ProfilePage(string Path, DateTimeOffset At);

/// <param name="Id">The product; its hash in hexadecimal where the site does not know it.</param>
/// <param name="At">When it was seen or marked.</param>
public sealed record ProfileItem(string Id, DateTimeOffset At);

public sealed record ProfileCartLine(string Id, long Quantity, decimal? Price);

/// <param name="OrderHash">The hash of the order id in hexadecimal; the id itself is not kept.</param>
/// <param name="At">When it was placed.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">What was paid.</param>
/// <param name="Items">The lines kept.</param>
/// <param name="MoreItems">Lines not kept.</param>
public sealed record ProfilePurchase(string OrderHash, DateTimeOffset At, string Currency, decimal Total, IReadOnlyList<ProfileCartLine> Items, int MoreItems);

/// <param name="Weight">What the affinity is worth at the time of the profile.</param>
/// <param name="Bought">Order lines.</param>
/// <param name="DwellMs">Focused time.</param>
public sealed record ProfileAffinity(double Weight, long Bought, long DwellMs);

/// <param name="Prices">How many prices were seen.</param>
/// <param name="Typical">exp of the weighted mean of ln price.</param>
/// <param name="Low">exp(mean − 1.5 × spread).</param>
/// <param name="High">exp(mean + 1.5 × spread).</param>
public sealed record ProfilePriceBand(long Prices, double Typical, double Low, double High);

/// <param name="Count">How many.</param>
/// <param name="Ids">Who, by their ids, the oldest friendship first.</param>
public sealed record ProfileFriends(int Count, IReadOnlyList<string> Ids);

/// <param name="Id">The campaign.</param>
/// <param name="Contacted">How often it was shown or sent.</param>
/// <param name="Opened">How often it was opened.</param>
/// <param name="Clicked">How often it was answered.</param>
/// <param name="At">When something was last heard of it.</param>
public sealed record ProfilePromotion(string Id, long Contacted, long Opened, long Clicked, DateTimeOffset At);

/// <param name="ListHash">The hash of the list's id in hexadecimal; the id itself is not kept.</param>
/// <param name="Placement">The place on the page; null: not said.</param>
/// <param name="At">When it was last seen.</param>
/// <param name="Clicks">The newest clicks in it.</param>
public sealed record ProfileList(string ListHash, string? Placement, DateTimeOffset At, IReadOnlyList<ProfileListClick> Clicks);

/// <param name="Id">The product.</param>
/// <param name="Position">Its place in the list, from 1; 0: not said.</param>
/// <param name="At">When it was clicked.</param>
public sealed record ProfileListClick(string Id, int Position, DateTimeOffset At);

/// <param name="Text">What was searched for.</param>
/// <param name="At">When last.</param>
public sealed record ProfileSearch(string Text, DateTimeOffset At);

/// <summary>What the visitor has said of each purpose; null: nothing, so the site's default holds.</summary>
public sealed record ProfileConsent(ProfileChoice? Analytics, ProfileChoice? Personalisation, ProfileChoice? Marketing);

/// <param name="Granted">Allowed; else refused.</param>
/// <param name="At">When it was said.</param>
public sealed record ProfileChoice(bool Granted, DateTimeOffset At);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(VisitorProfile))]
public sealed partial class VisitorProfileJson : JsonSerializerContext;
