using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>Counts and ids at the ends of their ranges, as no sequence of events a test can send would reach them.</summary>
internal static class Extremes
{
    /// <summary>Three of these still add up.</summary>
    private const long Count = long.MaxValue / 4;

    public static void Set(VisitorState s)
    {
        s.Pages = Count;
        s.ProductViews = Count;
        s.DwellMilliseconds = Count;
        s.RecentProducts.Put(ulong.MaxValue, new Stamp(Shopper.Start, ushort.MaxValue));
        s.RecentProducts.Put(0, new Stamp(Shopper.Start, 0));
        s.Favourites.Set(ulong.MaxValue, present: true, new Stamp(Shopper.Start, ushort.MaxValue));
        s.Favourites.Set(0, present: false, new Stamp(Shopper.Start, 0));
        s.Cart.Add(ulong.MaxValue, int.MaxValue, 999_999_999.9999m, new Stamp(Shopper.Start, ushort.MaxValue));
        s.Categories.Add(ulong.MaxValue, 1, Count, Count);
        s.RecentPages.Add(new Stamp(Shopper.Start, ushort.MaxValue), new string('\uffff', VisitorLimits.PathBytes));
        s.Traits.Set(new Trait(new string('n', VisitorLimits.TraitNameBytes), TraitType.Text, new string('v', VisitorLimits.TraitValueBytes)), new Stamp(Shopper.Start, 1));
        s.Aliases.Add(new Alias(new VisitorId(new string('x', VisitorId.MaxBytes)), ulong.MaxValue, Shopper.Start));
        s.Messages.Add(ulong.MaxValue, Shopper.Start);
        s.Merges.Put(ulong.MaxValue, new Stamp(Shopper.Start, ushort.MaxValue));
        s.Friends.Link(new string('f', VisitorId.MaxBytes), Shopper.Start);
        s.Friends.Claim(ulong.MaxValue, linked: true, Shopper.Start);
        s.ListsSeen.Click(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, int.MaxValue, new Stamp(Shopper.Start, ushort.MaxValue));
        s.Searches.Add(new string('s', VisitorLimits.SearchBytes), new Stamp(Shopper.Start, ushort.MaxValue));
        s.Consent = s.Consent.Join(new ConsentChoices(new Consent(new Stamp(Shopper.Start, 1), true), null, new Consent(new Stamp(Shopper.Start, 1), false)));
    }
}
