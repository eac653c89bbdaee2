namespace Recs.Collector.Reading;

/// <summary>The names of fields, as Segment's common fields and Ecommerce v2 have them, and Google Analytics 4.</summary>
internal static class Names
{
    public static readonly FieldName Type = new("type"), Event = new("event"), Name = new("name"), MessageId = new("messageId"),
        AnonymousId = new("anonymousId"), UserId = new("userId"), Timestamp = new("timestamp"), SentAt = new("sentAt"),
        PageViewId = new("pageViewId"), Properties = new("properties"), Context = new("context"), Traits = new("traits");

    public static readonly FieldName Page = new("page"), UserAgent = new("userAgent"), Device = new("device"), TimeZone = new("timezone"),
        Url = new("url"), Path = new("path"), Title = new("title"), Referrer = new("referrer");

    public static readonly FieldName ProductId = new("product_id"), Sku = new("sku"), Category = new("category"), Brand = new("brand"),
        Price = new("price"), Quantity = new("quantity"), Currency = new("currency"), Products = new("products"), ListId = new("list_id"),
        Query = new("query"), EngagedMs = new("engaged_ms"), Form = new("form"), Method = new("method");

    public static readonly FieldName OrderId = new("order_id"), Total = new("total"), Value = new("value"), Revenue = new("revenue"),
        Tax = new("tax"), Shipping = new("shipping"), Discount = new("discount");

    public static readonly FieldName ListIdCamel = new("listId"), Placement = new("placement"), Position = new("position"),
        FriendId = new("friend_id"), FriendIdCamel = new("friendId"), Channel = new("channel"), ShareVia = new("share_via"),
        CampaignId = new("campaign_id"), CampaignIdCamel = new("campaignId"), PromotionId = new("promotion_id"),
        PromotionIdCamel = new("promotionId"), Campaign = new("campaign"), CampaignName = new("campaign_name");

    public static readonly FieldName Analytics = new("analytics"), Personalisation = new("personalisation"),
        Personalization = new("personalization"), Marketing = new("marketing"), Consent = new("consent"), CategoryPreferences = new("categoryPreferences");

    public static readonly FieldName UserToken = new("userToken"), WebDriver = new("webdriver"), Navigator = new("navigator");

    public static readonly FieldName Params = new("params"), Ecommerce = new("ecommerce"), ClientId = new("client_id"), Ga4UserId = new("user_id"),
        TimestampMicros = new("timestamp_micros"), PageLocation = new("page_location"), PagePath = new("page_path"), ScreenName = new("screen_name"),
        PageTitle = new("page_title"), PageReferrer = new("page_referrer"), SearchTerm = new("search_term"), EngagementMs = new("engagement_time_msec"),
        TransactionId = new("transaction_id"), ItemListId = new("item_list_id"), PromotionName = new("promotion_name");

    public static readonly FieldName Items = new("items"), ItemId = new("item_id"), ItemName = new("item_name"), ItemBrand = new("item_brand"),
        Index = new("index"), ItemCategory = new("item_category"), ItemCategory2 = new("item_category2"), ItemCategory3 = new("item_category3"),
        ItemCategory4 = new("item_category4"), ItemCategory5 = new("item_category5");

    public static readonly FieldName Id = new("id"), InStock = new("in_stock"), InStockCamel = new("inStock"), Repeatable = new("repeatable"),
        ImageUrl = new("image_url"), ImageUrlCamel = new("imageUrl"), Attributes = new("attributes");
}
