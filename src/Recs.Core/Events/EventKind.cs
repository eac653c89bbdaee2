using System.Diagnostics;

namespace Recs.Core.Events;

/// <summary>The number under which an event is stored. Numbers are never reused.</summary>
public enum EventKind : byte
{
    PageViewed = 1,
    PageEngaged = 2,
    ContentViewed = 3,
    ProductViewed = 4,
    ProductListViewed = 5,
    ProductClicked = 6,
    ProductsSearched = 7,
    WishlistAdded = 8,
    WishlistRemoved = 9,
    CartAdded = 10,
    CartRemoved = 11,
    CheckoutStarted = 12,
    OrderCompleted = 13,
    OrderRefunded = 14,
    SignedUp = 15,
    Identified = 16,
    SignedIn = 17,
    RecommendationViewed = 18,
    RecommendationClicked = 19,
    ProductShared = 20,
    FriendLinked = 21,
    FriendUnlinked = 22,
    CampaignContacted = 23,
    CampaignOpened = 24,
    CampaignClicked = 25,
    ConsentChanged = 26,
    Merged = 100,
    AliasReleased = 101,
    Tick = 102,
    OptionsChanged = 103,
    Erased = 104,
    FriendClaimed = 105,
    Blank = 106,
}

/// <summary>The stored number and the public name of each event.</summary>
public static class EventKinds
{
    public static EventKind Of(VisitorEvent @event) => @event switch
    {
        PageViewed => EventKind.PageViewed,
        PageEngaged => EventKind.PageEngaged,
        ContentViewed => EventKind.ContentViewed,
        ProductViewed => EventKind.ProductViewed,
        ProductListViewed => EventKind.ProductListViewed,
        ProductClicked => EventKind.ProductClicked,
        ProductsSearched => EventKind.ProductsSearched,
        WishlistAdded => EventKind.WishlistAdded,
        WishlistRemoved => EventKind.WishlistRemoved,
        CartAdded => EventKind.CartAdded,
        CartRemoved => EventKind.CartRemoved,
        CheckoutStarted => EventKind.CheckoutStarted,
        OrderCompleted => EventKind.OrderCompleted,
        OrderRefunded => EventKind.OrderRefunded,
        SignedUp => EventKind.SignedUp,
        Identified => EventKind.Identified,
        SignedIn => EventKind.SignedIn,
        RecommendationViewed => EventKind.RecommendationViewed,
        RecommendationClicked => EventKind.RecommendationClicked,
        ProductShared => EventKind.ProductShared,
        FriendLinked => EventKind.FriendLinked,
        FriendUnlinked => EventKind.FriendUnlinked,
        CampaignContacted => EventKind.CampaignContacted,
        CampaignOpened => EventKind.CampaignOpened,
        CampaignClicked => EventKind.CampaignClicked,
        ConsentChanged => EventKind.ConsentChanged,
        Merged => EventKind.Merged,
        AliasReleased => EventKind.AliasReleased,
        Tick => EventKind.Tick,
        OptionsChanged => EventKind.OptionsChanged,
        Erased => EventKind.Erased,
        FriendClaimed => EventKind.FriendClaimed,
        Blank => EventKind.Blank,
        _ => throw new UnreachableException($"No kind for {@event.GetType().Name}."),
    };
}
