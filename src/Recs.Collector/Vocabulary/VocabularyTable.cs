using Recs.Collector.Mapping;
using Recs.Core.Events;

namespace Recs.Collector.Vocabulary;

/// <summary>Every name that is understood, and what it becomes. A further dialect is further rows.</summary>
internal static class VocabularyTable
{
    private const string Onsite = "onsite";
    private const string Email = "email";
    private const string Push = "push";

    public static readonly VocabularyRow[] Rows =
    [
        Own(EventKind.PageViewed, "page_viewed", "Page Viewed", PageMaps.PageViewed, SegmentMethod.Page),
        Own(EventKind.PageViewed, "screen_viewed", "Screen Viewed", PageMaps.ScreenViewed, SegmentMethod.Screen),
        Own(EventKind.PageEngaged, "page_engaged", "Page Engaged", PageMaps.PageEngaged),
        Own(EventKind.ContentViewed, "content_viewed", "Content Viewed", PageMaps.ContentViewed),
        Own(EventKind.ProductViewed, "product_viewed", "Product Viewed", ProductMaps.Viewed),
        Own(EventKind.ProductListViewed, "product_list_viewed", "Product List Viewed", ProductMaps.ListViewed),
        Own(EventKind.ProductClicked, "product_clicked", "Product Clicked", ProductMaps.Clicked),
        Own(EventKind.ProductsSearched, "products_searched", "Products Searched", PageMaps.ProductsSearched),
        Own(EventKind.WishlistAdded, "wishlist_added", "Product Added to Wishlist", ProductMaps.WishlistAdded),
        Own(EventKind.WishlistRemoved, "wishlist_removed", "Product Removed from Wishlist", ProductMaps.WishlistRemoved),
        Own(EventKind.CartAdded, "cart_added", "Product Added", ProductMaps.CartAdded),
        Own(EventKind.CartRemoved, "cart_removed", "Product Removed", ProductMaps.CartRemoved),
        Own(EventKind.CheckoutStarted, "checkout_started", "Checkout Started", ProductMaps.CheckoutStarted),
        Own(EventKind.OrderCompleted, "order_completed", "Order Completed", OrderMaps.Completed),
        Own(EventKind.OrderRefunded, "order_refunded", "Order Refunded", OrderMaps.Refunded),
        Own(EventKind.SignedUp, "signed_up", "Signed Up", IdentityMaps.SignedUp),
        Own(EventKind.SignedIn, "signed_in", "Signed In", IdentityMaps.SignedIn),
        Own(EventKind.Identified, "identified", "Identified", IdentityMaps.Identified, SegmentMethod.Identify),
        Own(EventKind.RecommendationViewed, "recommendation_viewed", "Recommendation Viewed", RecommendationMaps.Viewed),
        Own(EventKind.RecommendationClicked, "recommendation_clicked", "Recommendation Clicked", RecommendationMaps.Clicked),
        Own(EventKind.ProductShared, "product_shared", "Product Shared", ProductMaps.Shared),
        Own(EventKind.FriendLinked, "friend_linked", "Friend Linked", IdentityMaps.FriendLinked),
        Own(EventKind.FriendUnlinked, "friend_unlinked", "Friend Unlinked", IdentityMaps.FriendUnlinked),
        Own(EventKind.CampaignContacted, "campaign_contacted", "Campaign Contacted", CampaignMaps.Contacted()),
        Own(EventKind.CampaignOpened, "campaign_opened", "Campaign Opened", CampaignMaps.Opened()),
        Own(EventKind.CampaignClicked, "campaign_clicked", "Campaign Clicked", CampaignMaps.Clicked()),
        Own(EventKind.ConsentChanged, "consent_changed", "Consent Changed", ConsentMaps.Changed),

        Segment(EventKind.ProductListViewed, "Product List Filtered", ProductMaps.ListViewed),
        Segment(EventKind.CampaignContacted, "Promotion Viewed", CampaignMaps.Contacted(Onsite)),
        Segment(EventKind.CampaignClicked, "Promotion Clicked", CampaignMaps.Clicked(Onsite)),
        Segment(EventKind.CampaignContacted, "Email Delivered", CampaignMaps.Contacted(Email)),
        Segment(EventKind.CampaignOpened, "Email Opened", CampaignMaps.Opened(Email)),
        Segment(EventKind.CampaignClicked, "Email Link Clicked", CampaignMaps.Clicked(Email)),
        Segment(EventKind.CampaignContacted, "Push Notification Received", CampaignMaps.Contacted(Push)),
        Segment(EventKind.CampaignOpened, "Push Notification Opened", CampaignMaps.Opened(Push)),
        Segment(EventKind.CampaignClicked, "Push Notification Tapped", CampaignMaps.Clicked(Push)),

        Ga4(EventKind.PageViewed, "page_view", PageMaps.PageViewed),
        Ga4(EventKind.PageViewed, "screen_view", PageMaps.ScreenViewed),
        Ga4(EventKind.PageEngaged, "user_engagement", PageMaps.PageEngaged),
        Ga4(EventKind.ProductViewed, "view_item", ProductMaps.Viewed, Spread.Items),
        Ga4(EventKind.ProductListViewed, "view_item_list", ProductMaps.ListViewed),
        Ga4(EventKind.ProductClicked, "select_item", ProductMaps.Clicked, Spread.Items),
        Ga4(EventKind.ProductsSearched, "search", PageMaps.ProductsSearched),
        Ga4(EventKind.ProductsSearched, "view_search_results", PageMaps.ProductsSearched),
        Ga4(EventKind.WishlistAdded, "add_to_wishlist", ProductMaps.WishlistAdded, Spread.Items),
        Ga4(EventKind.CartAdded, "add_to_cart", ProductMaps.CartAdded, Spread.Items),
        Ga4(EventKind.CartRemoved, "remove_from_cart", ProductMaps.CartRemoved, Spread.Items),
        Ga4(EventKind.CheckoutStarted, "begin_checkout", ProductMaps.CheckoutStarted),
        Ga4(EventKind.OrderCompleted, "purchase", OrderMaps.Completed),
        Ga4(EventKind.OrderRefunded, "refund", OrderMaps.Refunded),
        Ga4(EventKind.SignedUp, "sign_up", IdentityMaps.SignedUp),
        Ga4(EventKind.SignedIn, "login", IdentityMaps.SignedIn),
        Ga4(EventKind.ProductShared, "share", ProductMaps.Shared),
        Ga4(EventKind.CampaignContacted, "view_promotion", CampaignMaps.Contacted(Onsite), Spread.Promotions),
        Ga4(EventKind.CampaignClicked, "select_promotion", CampaignMaps.Clicked(Onsite), Spread.Promotions),
    ];

    private static VocabularyRow Own(EventKind kind, string name, string segmentName, EventMap map, SegmentMethod method = SegmentMethod.Track) =>
        new(kind, Dialect.Segment, [name, segmentName], map) { Method = method };

    private static VocabularyRow Segment(EventKind kind, string name, EventMap map) => new(kind, Dialect.Segment, [name], map);

    private static VocabularyRow Ga4(EventKind kind, string name, EventMap map, Spread spread = Spread.One) =>
        new(kind, Dialect.Ga4, [name], map) { Spread = spread };
}
