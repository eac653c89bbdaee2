using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// The stored form of a visitor state: a version byte, then fields in the order written here; parts that are empty cost a
/// byte. Equal states have equal bytes. Readers take this version and the one before; a newer one stops the process.
/// </summary>
public static class VisitorStateCodec
{
    /// <summary>The version written. History: 1 the first; 2 has friends, promotions, lists seen, searches, consent, merges and the way of released aliases.</summary>
    public const byte Version = 2;

    [Flags]
    private enum Flags : byte
    {
        HandedOver = 1,
        Registered = 2,
        Identified = 4,
        Claim = 8,
        Due = 16,
        Dwell = 32,
        Purchase = 64,
    }

    // Parts that most visitors do not have; all of them empty cost one byte.
    [Flags]
    private enum Parts : byte
    {
        Successor = 1,
        Merges = 2,
        Friends = 4,
        Promotions = 8,
        ListsSeen = 16,
        Searches = 32,
        Consent = 64,
    }

    public static byte[] Encode(VisitorState s)
    {
        var e = new BinaryEncoder(512);
        Encode(s, e);
        return e.ToArray();
    }

    public static void Encode(VisitorState s, BinaryEncoder e)
    {
        var now = s.LastSeen;
        e.Byte(Version);
        e.Byte((byte)FlagsOf(s));
        e.Byte((byte)PartsOf(s));
        e.Byte((byte)(((int)s.Stage << 4) | (int)s.Activity));
        e.Time(now);
        if (s.HandedOverTo is { } user) e.Text(user.Value);
        if (s.Successor is { } next) e.Text(next.Value);
        e.Signed(now.UnixMilliseconds - s.FirstSeen.UnixMilliseconds);
        if (s.Claim is { } claim)
        {
            claim.Stamp.Write(e, now);
            e.Text(claim.UserId);
        }

        if (s.NextDue is { } due) e.Signed(due.UnixMilliseconds - now.UnixMilliseconds);
        s.Visits.Write(e, now);
        e.Varint((ulong)s.Pages);
        s.RecentPages.Write(e, now);
        e.Varint((ulong)s.DwellMilliseconds);
        if (s.PageDwell != PageDwell.None)
        {
            s.PageDwell.Stamp.Write(e, now);
            e.Fixed64(s.PageDwell.PageView);
            e.Varint((ulong)s.PageDwell.Milliseconds);
        }

        e.Varint((ulong)s.ProductViews);
        s.RecentProducts.Write(e, now);
        s.Favourites.Write(e, now);
        s.Cart.Write(e, now);
        e.Signed(s.OrdersPlaced);
        s.Spending.Write(e, now);
        s.LastPurchase?.Write(e, now);
        e.Varint((ulong)s.Decay.HalfLifeMilliseconds);
        e.Signed(s.Decay.Step);
        s.Categories.Write(e);
        s.Brands.Write(e);
        s.PriceBands.Write(e);
        s.Channels.Write(e);
        s.ContentForms.Write(e);
        s.Hours.Write(e);
        s.Traits.Write(e, now);
        s.Aliases.Write(e, now);
        s.Messages.Write(e);
        WriteParts(s, e, PartsOf(s));
    }

    /// <exception cref="StoredFormatException">Another version, or damaged.</exception>
    public static VisitorState Decode(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version is not (Version or Version - 1))
            throw new StoredFormatException($"A visitor state has format version {version}; this build reads version {Version} and the one before. Start the build that wrote it, or a newer one.");
        var flags = (Flags)d.Byte();
        var parts = version > 1 ? (Parts)d.Byte() : 0;
        var stages = d.Byte();
        var now = d.Time();
        var s = new VisitorState
        {
            Stage = (LifecycleStage)(stages >> 4),
            Activity = (Activity)(stages & 15),
            LastSeen = now,
            Registered = flags.HasFlag(Flags.Registered),
            Identified = flags.HasFlag(Flags.Identified),
        };
        if (flags.HasFlag(Flags.HandedOver)) s.HandedOverTo = new VisitorId(d.Text());
        if (parts.HasFlag(Parts.Successor)) s.Successor = new VisitorId(d.Text());
        s.FirstSeen = new Instant(now.UnixMilliseconds - d.Signed());
        if (flags.HasFlag(Flags.Claim)) s.Claim = (Stamp.Read(ref d, now), d.Text());
        if (flags.HasFlag(Flags.Due)) s.NextDue = new Instant(now.UnixMilliseconds + d.Signed());
        s.Visits = VisitTotals.Read(ref d, now);
        s.Pages = (long)d.Varint();
        s.RecentPages = RecentPages.Read(ref d, now);
        s.DwellMilliseconds = (long)d.Varint();
        if (flags.HasFlag(Flags.Dwell)) s.PageDwell = new PageDwell(Stamp.Read(ref d, now), d.Fixed64(), (long)d.Varint());
        s.ProductViews = (long)d.Varint();
        s.RecentProducts = RecentMap.Read(ref d, VisitorLimits.RecentProducts, now);
        s.Favourites = Favourites.Read(ref d, now);
        s.Cart = Cart.Read(ref d, now);
        s.OrdersPlaced = d.Signed();
        s.Spending = Spending.Read(ref d, now);
        if (flags.HasFlag(Flags.Purchase)) s.LastPurchase = LastPurchase.Read(ref d, now);
        s.Decay = new Decay((long)d.Varint(), d.Signed());
        s.Categories = AffinityTable.Read(ref d, VisitorLimits.Categories);
        s.Brands = AffinityTable.Read(ref d, VisitorLimits.Brands);
        s.PriceBands = PriceBands.Read(ref d);
        s.Channels = DecayedShares.Read(ref d);
        s.ContentForms = DecayedShares.Read(ref d);
        s.Hours = DecayedShares.Read(ref d);
        s.Traits = TraitSet.Read(ref d, now);
        s.Aliases = AliasSet.Read(ref d, now, version);
        s.Messages = MessageWindow.Read(ref d);
        ReadParts(s, ref d, parts);
        if (version == 1) s.Aliases.RememberMerges(s.Merges);
        d.End();
        return s;
    }

    private static void WriteParts(VisitorState s, BinaryEncoder e, Parts parts)
    {
        if (parts.HasFlag(Parts.Merges)) s.Merges.Write(e, s.LastSeen);
        if (parts.HasFlag(Parts.Friends)) s.Friends.Write(e, s.LastSeen);
        if (parts.HasFlag(Parts.Promotions)) s.Promotions.Write(e, s.LastSeen);
        if (parts.HasFlag(Parts.ListsSeen)) s.ListsSeen.Write(e, s.LastSeen);
        if (parts.HasFlag(Parts.Searches)) s.Searches.Write(e, s.LastSeen);
        if (parts.HasFlag(Parts.Consent)) s.Consent.Write(e, s.LastSeen);
    }

    private static void ReadParts(VisitorState s, ref BinaryDecoder d, Parts parts)
    {
        if (parts.HasFlag(Parts.Merges)) s.Merges = RecentMap.Read(ref d, VisitorLimits.Merges, s.LastSeen);
        if (parts.HasFlag(Parts.Friends)) s.Friends = FriendSet.Read(ref d, s.LastSeen);
        if (parts.HasFlag(Parts.Promotions)) s.Promotions = Promotions.Read(ref d, s.LastSeen);
        if (parts.HasFlag(Parts.ListsSeen)) s.ListsSeen = ListsSeen.Read(ref d, s.LastSeen);
        if (parts.HasFlag(Parts.Searches)) s.Searches = SearchTerms.Read(ref d, s.LastSeen);
        if (parts.HasFlag(Parts.Consent)) s.Consent = ConsentChoices.Read(ref d, s.LastSeen);
    }

    private static Parts PartsOf(VisitorState s) =>
        (s.Successor is null ? 0 : Parts.Successor)
        | (s.Merges.NewestFirst.Count == 0 ? 0 : Parts.Merges)
        | (s.Friends.All.Count == 0 ? 0 : Parts.Friends)
        | (s.Promotions.IsEmpty ? 0 : Parts.Promotions)
        | (s.ListsSeen.IsEmpty ? 0 : Parts.ListsSeen)
        | (s.Searches.IsEmpty ? 0 : Parts.Searches)
        | (s.Consent.IsEmpty ? 0 : Parts.Consent);

    private static Flags FlagsOf(VisitorState s) =>
        (s.HandedOverTo is null ? 0 : Flags.HandedOver)
        | (s.Registered ? Flags.Registered : 0)
        | (s.Identified ? Flags.Identified : 0)
        | (s.Claim is null ? 0 : Flags.Claim)
        | (s.NextDue is null ? 0 : Flags.Due)
        | (s.PageDwell == PageDwell.None ? 0 : Flags.Dwell)
        | (s.LastPurchase is null ? 0 : Flags.Purchase);
}
