using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>The parts of a state by name, each written by itself: to tell two states' differences, or what takes the room.</summary>
public static class VisitorStateFields
{
    public static readonly IReadOnlyList<(string Name, Action<VisitorState, BinaryEncoder> Write)> All =
    [
        ("handedOverTo", (s, e) => e.TextOrNothing(s.HandedOverTo?.Value)),
        ("successor", (s, e) => e.TextOrNothing(s.Successor?.Value)),
        ("firstSeen", (s, e) => e.Time(s.FirstSeen)),
        ("lastSeen", (s, e) => e.Time(s.LastSeen)),
        ("registered", (s, e) => e.Bool(s.Registered)),
        ("identified", (s, e) => e.Bool(s.Identified)),
        ("claim", (s, e) => WriteClaim(s, e)),
        ("stage", (s, e) => e.Byte((byte)s.Stage)),
        ("activity", (s, e) => e.Byte((byte)s.Activity)),
        ("nextDue", (s, e) => e.Time(s.NextDue ?? Instant.MaxValue)),
        ("visits", (s, e) => s.Visits.Write(e, s.LastSeen)),
        ("pages", (s, e) => e.Signed(s.Pages)),
        ("recentPages", (s, e) => s.RecentPages.Write(e, s.LastSeen)),
        ("dwellMilliseconds", (s, e) => e.Signed(s.DwellMilliseconds)),
        ("pageDwell", (s, e) => WriteDwell(s, e)),
        ("productViews", (s, e) => e.Signed(s.ProductViews)),
        ("recentProducts", (s, e) => s.RecentProducts.Write(e, s.LastSeen)),
        ("favourites", (s, e) => s.Favourites.Write(e, s.LastSeen)),
        ("cart", (s, e) => s.Cart.Write(e, s.LastSeen)),
        ("ordersPlaced", (s, e) => e.Signed(s.OrdersPlaced)),
        ("spending", (s, e) => s.Spending.Write(e, s.LastSeen)),
        ("lastPurchase", (s, e) => s.LastPurchase?.Write(e, s.LastSeen)),
        ("decay", (s, e) => WriteDecay(s, e)),
        ("categories", (s, e) => s.Categories.Write(e)),
        ("brands", (s, e) => s.Brands.Write(e)),
        ("priceBands", (s, e) => s.PriceBands.Write(e)),
        ("channels", (s, e) => s.Channels.Write(e)),
        ("contentForms", (s, e) => s.ContentForms.Write(e)),
        ("hours", (s, e) => s.Hours.Write(e)),
        ("traits", (s, e) => s.Traits.Write(e, s.LastSeen)),
        ("aliases", (s, e) => s.Aliases.Write(e, s.LastSeen)),
        ("messages", (s, e) => s.Messages.Write(e)),
        ("merges", (s, e) => s.Merges.Write(e, s.LastSeen)),
        ("friends", (s, e) => s.Friends.Write(e, s.LastSeen)),
        ("promotions", (s, e) => s.Promotions.Write(e, s.LastSeen)),
        ("listsSeen", (s, e) => s.ListsSeen.Write(e, s.LastSeen)),
        ("searches", (s, e) => s.Searches.Write(e, s.LastSeen)),
        ("consent", (s, e) => s.Consent.Write(e, s.LastSeen)),
    ];

    /// <summary>The names of the parts in which two states differ; empty: their bytes are equal.</summary>
    public static IReadOnlyList<string> Differing(VisitorState a, VisitorState b) =>
        [.. All.Where(f => !Bytes(a, f.Write).AsSpan().SequenceEqual(Bytes(b, f.Write))).Select(f => f.Name)];

    private static byte[] Bytes(VisitorState s, Action<VisitorState, BinaryEncoder> write)
    {
        var e = new BinaryEncoder();
        write(s, e);
        return e.ToArray();
    }

    private static void WriteClaim(VisitorState s, BinaryEncoder e)
    {
        if (s.Claim is not { } claim) return;
        claim.Stamp.Write(e, s.LastSeen);
        e.Text(claim.UserId);
    }

    private static void WriteDwell(VisitorState s, BinaryEncoder e)
    {
        s.PageDwell.Stamp.Write(e, s.LastSeen);
        e.Fixed64(s.PageDwell.PageView);
        e.Signed(s.PageDwell.Milliseconds);
    }

    private static void WriteDecay(VisitorState s, BinaryEncoder e)
    {
        e.Signed(s.Decay.HalfLifeMilliseconds);
        e.Signed(s.Decay.Step);
    }
}
