using System.Collections.Frozen;
using Recs.Collector.Mapping;
using Recs.Collector.Reading;
using Recs.Core.Events;

namespace Recs.Collector.Vocabulary;

/// <summary>The table of events: every name that is understood, and what it becomes. A further dialect is further rows.</summary>
public static class EventVocabulary
{
    private const int LongestName = 64;

    public static IReadOnlyList<VocabularyRow> Rows { get; } =
    [
        new(EventKind.PageViewed, "page_viewed", SegmentMethod.Page, "Page Viewed", PageMaps.PageViewed),
        new(EventKind.PageEngaged, "page_engaged", SegmentMethod.Track, "Page Engaged", PageMaps.PageEngaged),
        new(EventKind.ContentViewed, "content_viewed", SegmentMethod.Track, "Content Viewed", PageMaps.ContentViewed),
        new(EventKind.ProductViewed, "product_viewed", SegmentMethod.Track, "Product Viewed", ProductMaps.Viewed),
        new(EventKind.ProductListViewed, "product_list_viewed", SegmentMethod.Track, "Product List Viewed", ProductMaps.ListViewed),
        new(EventKind.ProductClicked, "product_clicked", SegmentMethod.Track, "Product Clicked", ProductMaps.Clicked),
        new(EventKind.ProductsSearched, "products_searched", SegmentMethod.Track, "Products Searched", PageMaps.ProductsSearched),
        new(EventKind.WishlistAdded, "wishlist_added", SegmentMethod.Track, "Product Added to Wishlist", ProductMaps.WishlistAdded),
        new(EventKind.WishlistRemoved, "wishlist_removed", SegmentMethod.Track, "Product Removed from Wishlist", ProductMaps.WishlistRemoved),
        new(EventKind.CartAdded, "cart_added", SegmentMethod.Track, "Product Added", ProductMaps.CartAdded),
        new(EventKind.CartRemoved, "cart_removed", SegmentMethod.Track, "Product Removed", ProductMaps.CartRemoved),
        new(EventKind.CheckoutStarted, "checkout_started", SegmentMethod.Track, "Checkout Started", ProductMaps.CheckoutStarted),
        new(EventKind.OrderCompleted, "order_completed", SegmentMethod.Track, "Order Completed", OrderMaps.Completed),
        new(EventKind.OrderRefunded, "order_refunded", SegmentMethod.Track, "Order Refunded", OrderMaps.Refunded),
        new(EventKind.SignedUp, "signed_up", SegmentMethod.Track, "Signed Up", PageMaps.SignedUp),
        new(EventKind.Identified, "identified", SegmentMethod.Identify, "Identified", IdentityMaps.Identified),
    ];

    private static readonly VocabularyRow PageRow = Rows.Single(row => row.Method == SegmentMethod.Page);

    private static readonly VocabularyRow IdentifyRow = Rows.Single(row => row.Method == SegmentMethod.Identify);

    private static readonly FrozenDictionary<string, VocabularyRow> ByName = Rows
        .SelectMany(row => new[] { row.Name, row.SegmentName }.Select(Folded).Distinct().Select(name => (name, row)))
        .ToFrozenDictionary(entry => entry.name, entry => entry.row, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, VocabularyRow>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The row of a name; case, spaces, underscores and hyphens do not matter. Null: unknown.</summary>
    public static VocabularyRow? Find(string name)
    {
        Span<char> folded = stackalloc char[LongestName];
        return Fold(name, folded) is var length and > 0 && BySpan.TryGetValue(folded[..length], out var row) ? row : null;
    }

    internal static VocabularyRow? Of(FieldReader fields, in Section @event)
    {
        var type = fields.String(@event, Names.Type);
        if (type is not null && MethodRow(type) is { } row) return row;
        if (type is { Length: > 0 } && !type.Equals("track", StringComparison.OrdinalIgnoreCase))
        {
            fields.Fail(IntakeCode.UnknownEvent, Names.Type.Text, "track, page or identify", type);
            return null;
        }

        var field = @event.FirstOf(Names.Event, Names.Name);
        if (fields.String(@event, field) is not { Length: > 0 } name) fields.Missing(@event, Names.Event, "the event's name");
        else if (Find(name) is { } named) return named;
        else fields.Fail(IntakeCode.UnknownEvent, field.Text, "a name of the vocabulary such as product_viewed or \"Product Viewed\"", name);
        return null;
    }

    private static VocabularyRow? MethodRow(string type)
    {
        if (type.Equals("page", StringComparison.OrdinalIgnoreCase)) return PageRow;
        return type.Equals("identify", StringComparison.OrdinalIgnoreCase) ? IdentifyRow : null;
    }

    private static string Folded(string name)
    {
        Span<char> folded = stackalloc char[LongestName];
        return folded[..Fold(name, folded)].ToString();
    }

    // Letters only, in lower case; 0 if that is too long for any name.
    private static int Fold(string name, Span<char> folded)
    {
        var length = 0;
        foreach (var c in name)
        {
            if (c is ' ' or '_' or '-') continue;
            if (length == folded.Length) return 0;
            folded[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }
}
