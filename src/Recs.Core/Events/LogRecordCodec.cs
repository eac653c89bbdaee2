using System.Collections.Immutable;
using System.Diagnostics;
using Recs.Core.Serialization;

namespace Recs.Core.Events;

/// <summary>
/// The stored form of a log record: a version byte, then fields in the order written here. Readers take this version and
/// those before, since a log is never written anew; a newer one stops the process.
/// </summary>
public static class LogRecordCodec
{
    /// <summary>The version written. History: 1 the first; 2 has the offset from UTC and what is expressly allowed in the header, positions in lines, and more events; 3 tells which products the catalogue had.</summary>
    public const byte Version = 3;

    private const int OffsetFlag = 16;

    // The upper three bits of the flags.
    private const int HopsShift = 5;

    // The upper two bits of the device class.
    private const int AllowsShift = 6;
    private const int DeviceMask = (1 << AllowsShift) - 1;

    public static byte[] Encode(LogRecord record)
    {
        var e = new BinaryEncoder(256);
        e.Byte(Version);
        e.Text(record.Site.Value);
        e.Text(record.Visitor.Value);
        e.Time(record.LogTime);
        e.Bool(record.Historical);
        e.Byte((byte)EventKinds.Of(record.Event));
        Header(e, record.Event.Header);
        Body(e, record.Event);
        return e.ToArray();
    }

    public static LogRecord Decode(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version is 0 or > Version)
            throw new StoredFormatException($"A log record has format version {version}; this build reads version {Version} and those before. Start the build that wrote it, or a newer one.");
        var site = new SiteId(d.Text());
        var visitor = new VisitorId(d.Text());
        var logTime = d.Time();
        var historical = d.Bool();
        var kind = (EventKind)d.Byte();
        var header = Header(ref d);
        var record = new LogRecord(site, visitor, logTime, historical, Body(ref d, kind, header, version));
        d.End();
        return record;
    }

    private static void Header(BinaryEncoder e, EventHeader h)
    {
        e.Text(h.MessageId);
        e.Time(h.Time);
        e.Byte((byte)((h.Clamped ? 1 : 0) | (h.Trusted ? 2 : 0) | (h.Bot ? 4 : 0) | (h.OfUser ? 8 : 0) | (h.UtcOffset is null ? 0 : OffsetFlag) | (h.Hops << HopsShift)));
        if (h.UtcOffset is { } offset) e.Signed((long)offset.TotalMinutes);
        e.Byte((byte)((int)h.Device | ((int)h.Allows << AllowsShift)));
        e.TextOrNothing(h.TimeZone);
        e.TextOrNothing(h.ClaimedUserId);
        e.TextOrNothing(h.AnonymousId);
        e.TextOrNothing(h.PageViewId);
    }

    private static EventHeader Header(ref BinaryDecoder d)
    {
        var id = d.Text();
        var time = d.Time();
        var flags = d.Byte();
        TimeSpan? offset = (flags & OffsetFlag) != 0 ? TimeSpan.FromMinutes(d.Int32()) : null;
        var device = d.Byte();
        return new EventHeader(id, time)
        {
            UtcOffset = offset,
            Clamped = (flags & 1) != 0,
            Trusted = (flags & 2) != 0,
            Bot = (flags & 4) != 0,
            OfUser = (flags & 8) != 0,
            Hops = (byte)(flags >> HopsShift),
            Device = (DeviceClass)(device & DeviceMask),
            Allows = (AllowedPurposes)(device >> AllowsShift),
            TimeZone = d.TextOrNothing(),
            ClaimedUserId = d.TextOrNothing(),
            AnonymousId = d.TextOrNothing(),
            PageViewId = d.TextOrNothing(),
        };
    }

    private static void Body(BinaryEncoder e, VisitorEvent @event)
    {
        switch (@event)
        {
            case PageViewed x:
                e.Text(x.Path);
                e.TextOrNothing(x.Title);
                e.TextOrNothing(x.Referrer);
                break;
            case PageEngaged x:
                e.Signed((long)x.Engaged.TotalMilliseconds);
                e.TextOrNothing(x.Category);
                e.Bool(x.Item is not null);
                if (x.Item is not null) Line(e, x.Item);
                break;
            case ContentViewed x:
                e.Byte((byte)x.Form);
                break;
            case ProductViewed x:
                Line(e, x.Item);
                break;
            case ProductListViewed x:
                e.TextOrNothing(x.ListId);
                e.TextOrNothing(x.Category);
                Lines(e, x.Items);
                break;
            case ProductClicked x:
                Line(e, x.Item);
                break;
            case ProductsSearched x:
                e.Text(x.Query);
                break;
            case WishlistAdded x:
                Line(e, x.Item);
                break;
            case WishlistRemoved x:
                Line(e, x.Item);
                break;
            case CartAdded x:
                Line(e, x.Item);
                break;
            case CartRemoved x:
                Line(e, x.Item);
                break;
            case CheckoutStarted x:
                e.TextOrNothing(x.OrderId);
                Lines(e, x.Items);
                break;
            case OrderCompleted x:
                e.Text(x.OrderId);
                e.Text(x.Currency);
                e.Amount(x.Total);
                e.Bool(x.Mismatch);
                Lines(e, x.Items);
                break;
            case OrderRefunded x:
                e.TextOrNothing(x.OrderId);
                e.TextOrNothing(x.Currency);
                AmountOrNothing(e, x.Amount);
                Lines(e, x.Items);
                break;
            case SignedUp x:
                e.TextOrNothing(x.Method);
                break;
            case Identified x:
                e.Text(x.UserId);
                e.Bool(x.Proven);
                e.Count(x.Traits.Length);
                foreach (var trait in x.Traits)
                {
                    e.Text(trait.Name);
                    e.Byte((byte)trait.Type);
                    e.Text(trait.Value);
                }

                break;
            case SignedIn x:
                e.TextOrNothing(x.Method);
                break;
            case RecommendationViewed x:
                e.Text(x.ListId);
                e.TextOrNothing(x.Placement);
                Listed(e, x.Items);
                break;
            case RecommendationClicked x:
                e.Text(x.ListId);
                e.TextOrNothing(x.Placement);
                Line(e, x.Item);
                e.Signed(x.Position);
                break;
            case ProductShared x:
                Line(e, x.Item);
                e.TextOrNothing(x.Channel);
                break;
            case FriendLinked x:
                e.Text(x.FriendId);
                break;
            case FriendUnlinked x:
                e.Text(x.FriendId);
                break;
            case CampaignContacted x:
                e.Text(x.CampaignId);
                e.TextOrNothing(x.Channel);
                break;
            case CampaignOpened x:
                e.Text(x.CampaignId);
                e.TextOrNothing(x.Channel);
                break;
            case CampaignClicked x:
                e.Text(x.CampaignId);
                e.TextOrNothing(x.Channel);
                break;
            case ConsentChanged x:
                Choice(e, x.Analytics);
                Choice(e, x.Personalisation);
                Choice(e, x.Marketing);
                break;
            case Erased x:
                e.Text(x.Receipt);
                break;
            case FriendClaimed x:
                e.Fixed64(x.Friend);
                e.Bool(x.Linked);
                break;
            case Merged x:
                e.Fixed64(x.MergeId);
                e.Text(x.Alias.Value);
                e.Bytes(x.State.AsSpan());
                e.Count(x.Orders.Length);
                foreach (var order in x.Orders) e.Bytes(order.AsSpan());
                break;
            case AliasReleased x:
                e.Text(x.Alias.Value);
                e.TextOrNothing(x.To?.Value);
                break;
            case Tick or Blank:
                break;
            case OptionsChanged x:
                e.Text(x.OptionsJson);
                break;
            default:
                throw new UnreachableException($"No stored form for {@event.GetType().Name}.");
        }
    }

    private static VisitorEvent Body(ref BinaryDecoder d, EventKind kind, EventHeader header, byte version) => kind switch
    {
        EventKind.PageViewed => new PageViewed(header, d.Text()) { Title = d.TextOrNothing(), Referrer = d.TextOrNothing() },
        EventKind.PageEngaged => new PageEngaged(header, d.Duration(), d.TextOrNothing()) { Item = d.Bool() ? Line(ref d, version) : null },
        EventKind.ContentViewed => new ContentViewed(header, (ContentForm)d.Byte()),
        EventKind.ProductViewed => new ProductViewed(header, Line(ref d, version)),
        EventKind.ProductListViewed => new ProductListViewed(header, d.TextOrNothing(), d.TextOrNothing(), Lines(ref d, version)),
        EventKind.ProductClicked => new ProductClicked(header, Line(ref d, version)),
        EventKind.ProductsSearched => new ProductsSearched(header, d.Text()),
        EventKind.WishlistAdded => new WishlistAdded(header, Line(ref d, version)),
        EventKind.WishlistRemoved => new WishlistRemoved(header, Line(ref d, version)),
        EventKind.CartAdded => new CartAdded(header, Line(ref d, version)),
        EventKind.CartRemoved => new CartRemoved(header, Line(ref d, version)),
        EventKind.CheckoutStarted => new CheckoutStarted(header, d.TextOrNothing(), Lines(ref d, version)),
        EventKind.OrderCompleted => Order(ref d, header, version),
        EventKind.OrderRefunded => new OrderRefunded(header, d.TextOrNothing(), d.TextOrNothing(), AmountOrNothing(ref d), Lines(ref d, version)),
        EventKind.SignedUp => new SignedUp(header, d.TextOrNothing()),
        EventKind.Identified => new Identified(header, d.Text(), d.Bool(), Traits(ref d)),
        EventKind.SignedIn => new SignedIn(header, d.TextOrNothing()),
        EventKind.RecommendationViewed => new RecommendationViewed(header, d.Text(), d.TextOrNothing(), Listed(ref d)),
        EventKind.RecommendationClicked => new RecommendationClicked(header, d.Text(), d.TextOrNothing(), Line(ref d, version), d.Int32()),
        EventKind.ProductShared => new ProductShared(header, Line(ref d, version), d.TextOrNothing()),
        EventKind.FriendLinked => new FriendLinked(header, d.Text()),
        EventKind.FriendUnlinked => new FriendUnlinked(header, d.Text()),
        EventKind.CampaignContacted => new CampaignContacted(header, d.Text(), d.TextOrNothing()),
        EventKind.CampaignOpened => new CampaignOpened(header, d.Text(), d.TextOrNothing()),
        EventKind.CampaignClicked => new CampaignClicked(header, d.Text(), d.TextOrNothing()),
        EventKind.ConsentChanged => new ConsentChanged(header, Choice(ref d), Choice(ref d), Choice(ref d)),
        EventKind.Erased => new Erased(header, d.Text()),
        EventKind.FriendClaimed => new FriendClaimed(header, d.Fixed64(), d.Bool()),
        EventKind.Blank => new Blank(header),
        EventKind.Merged => new Merged(header, d.Fixed64(), new VisitorId(d.Text()), [.. d.Bytes()], Orders(ref d)),
        EventKind.AliasReleased => Released(ref d, header, version),
        EventKind.Tick => new Tick(header),
        EventKind.OptionsChanged => new OptionsChanged(header, d.Text()),
        _ => throw new StoredFormatException($"A log record of version {Version} has the unknown event kind {(int)kind}."),
    };

    private static AliasReleased Released(ref BinaryDecoder d, EventHeader header, byte version)
    {
        var alias = new VisitorId(d.Text());
        return new AliasReleased(header, alias) { To = version > 1 && d.TextOrNothing() is { } user ? new VisitorId(user) : null };
    }

    private static OrderCompleted Order(ref BinaryDecoder d, EventHeader header, byte version)
    {
        var id = d.Text();
        var currency = d.Text();
        var total = d.Amount();
        var mismatch = d.Bool();
        return new OrderCompleted(header, id, currency, total, Lines(ref d, version)) { Mismatch = mismatch };
    }

    private static void Lines(BinaryEncoder e, ImmutableArray<ItemLine> lines)
    {
        e.Count(lines.Length);
        foreach (var line in lines) Line(e, line);
    }

    private static ImmutableArray<ItemLine> Lines(ref BinaryDecoder d, byte version)
    {
        var lines = ImmutableArray.CreateBuilder<ItemLine>(d.Count());
        for (var i = lines.Capacity; i > 0; i--) lines.Add(Line(ref d, version));
        return lines.MoveToImmutable();
    }

    private static void Line(BinaryEncoder e, ItemLine line)
    {
        e.Text(line.Item.Value);
        e.TextOrNothing(line.Name);
        e.TextOrNothing(line.Category);
        e.TextOrNothing(line.Brand);
        AmountOrNothing(e, line.Price);
        e.TextOrNothing(line.Currency);
        e.Signed(line.Quantity);
        e.Signed(((line.Position ?? 0L) << 1) | (line.Catalogued ? 1L : 0L));
    }

    private static ItemLine Line(ref BinaryDecoder d, byte version)
    {
        var line = new ItemLine(new ItemId(d.Text()))
        {
            Name = d.TextOrNothing(),
            Category = d.TextOrNothing(),
            Brand = d.TextOrNothing(),
            Price = AmountOrNothing(ref d),
            Currency = d.TextOrNothing(),
            Quantity = d.Int32(),
        };
        if (version < 2) return line;
        var place = version == 2 ? (long)d.Int32() << 1 : d.Signed();
        return line with { Position = place >> 1 is > 0 and var position ? (int)position : null, Catalogued = (place & 1) != 0 };
    }

    private static void Listed(BinaryEncoder e, ImmutableArray<ListedItem> items)
    {
        e.Count(items.Length);
        foreach (var (item, position) in items)
        {
            e.Text(item.Value);
            e.Signed(position);
        }
    }

    private static ImmutableArray<ListedItem> Listed(ref BinaryDecoder d)
    {
        var items = ImmutableArray.CreateBuilder<ListedItem>(d.Count());
        for (var i = items.Capacity; i > 0; i--) items.Add(new ListedItem(new ItemId(d.Text()), d.Int32()));
        return items.MoveToImmutable();
    }

    // Not said, no, yes.
    private static void Choice(BinaryEncoder e, bool? choice) => e.Byte(choice switch { null => 0, false => 1, true => 2 });

    private static bool? Choice(ref BinaryDecoder d) => d.Byte() switch { 0 => null, 1 => false, _ => true };

    private static void AmountOrNothing(BinaryEncoder e, decimal? amount)
    {
        e.Bool(amount.HasValue);
        if (amount is { } value) e.Amount(value);
    }

    private static decimal? AmountOrNothing(ref BinaryDecoder d) => d.Bool() ? d.Amount() : null;

    private static ImmutableArray<Trait> Traits(ref BinaryDecoder d)
    {
        var traits = ImmutableArray.CreateBuilder<Trait>(d.Count());
        for (var i = traits.Capacity; i > 0; i--) traits.Add(new Trait(d.Text(), (TraitType)d.Byte(), d.Text()));
        return traits.MoveToImmutable();
    }

    private static ImmutableArray<ImmutableArray<byte>> Orders(ref BinaryDecoder d)
    {
        var orders = ImmutableArray.CreateBuilder<ImmutableArray<byte>>(d.Count());
        for (var i = orders.Capacity; i > 0; i--) orders.Add([.. d.Bytes()]);
        return orders.MoveToImmutable();
    }
}
