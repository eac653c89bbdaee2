using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// One order of one visitor, kept beside the state for good so that it counts once; or what has been refunded of an order
/// that has not arrived yet.
/// </summary>
public sealed record OrderEntry
{
    /// <summary>The version written. History: 1 the first; 2 has the list it is owed to.</summary>
    public const byte Version = 2;

    /// <summary>So many refunds of one order are told apart.</summary>
    public const int MaxRefunds = 100;

    private const decimal NothingLeft = 0.005m;

    /// <summary>False while only refunds are known.</summary>
    public bool Arrived { get; init; }

    /// <summary>Reported with the secret key.</summary>
    public bool Verified { get; init; }

    public Stamp Stamp { get; init; } = Stamp.None;

    /// <summary>ISO 4217; empty while the order has not arrived.</summary>
    public string Currency { get; init; } = "";

    public decimal Gross { get; init; }

    /// <summary>Refunds by message id's hash, ascending; about <see cref="MaxRefunds"/> at most. Of a verified order only what the shop itself said.</summary>
    public IReadOnlyList<OrderRefund> Refunds { get; init; } = [];

    /// <summary>The sum of refunds beyond those listed, in the order's currency.</summary>
    public decimal RefundedMore { get; init; }

    public IReadOnlyList<OrderedItem> Items { get; init; } = [];

    /// <summary>The list of recommendations it is owed to; null: none.</summary>
    public ListCredit? Credit { get; init; }

    /// <summary>Only browsers have said anything of it.</summary>
    internal bool IsUnverified => !Verified && !Refunds.Any(r => r.Trusted);

    /// <summary>What has been refunded in the order's currency.</summary>
    public decimal Refunded => Refunds.Where(IsOwn).Sum(r => r.Amount) + RefundedMore;

    /// <summary>What is left of the order.</summary>
    public decimal Net => !Arrived || Refunds.Any(r => r.Whole) ? 0 : Gross - Refunded;

    /// <summary>The order counts: it has arrived and was not refunded in full.</summary>
    public bool Counts => Arrived && Net > NothingLeft;

    /// <summary>What the order adds to net amounts: its own, and less what was refunded in another currency.</summary>
    public IEnumerable<(string Currency, decimal Net)> Money() =>
        Arrived ? [(Currency, Net), .. Refunds.Where(r => !IsOwn(r)).Select(r => (r.Currency, -r.Amount))] : [];

    public byte[] Encode()
    {
        var e = new BinaryEncoder(32 + (Items.Count * 18));
        e.Byte(Version);
        e.Byte((byte)((Arrived ? 1 : 0) | (Verified ? 2 : 0) | (Credit is null ? 0 : 4)));
        Stamp.Write(e, new Instant(0));
        e.Text(Currency);
        e.Amount(Gross);
        e.Count(Refunds.Count);
        foreach (var refund in Refunds)
        {
            e.Fixed64(refund.Message);
            e.Byte((byte)((refund.Whole ? 1 : 0) | (refund.Trusted ? 2 : 0)));
            e.Text(refund.Currency);
            e.Amount(refund.Amount);
        }

        e.Amount(RefundedMore);
        e.Count(Items.Count);
        foreach (var item in Items)
        {
            e.Fixed64(item.Item);
            e.Fixed64(item.Category);
            e.Signed(item.Quantity);
        }

        Credit?.Write(e);
        return e.ToArray();
    }

    /// <exception cref="StoredFormatException">Another version, or damaged.</exception>
    public static OrderEntry Decode(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version is not (Version or Version - 1))
            throw new StoredFormatException($"An order has format version {version}; this build reads version {Version} and the one before. Start the build that wrote it, or a newer one.");
        var flags = d.Byte();
        var stamp = Stamp.Read(ref d, new Instant(0));
        var currency = d.Text();
        var gross = d.Amount();
        var refunds = new OrderRefund[d.Count()];
        for (var i = 0; i < refunds.Length; i++) refunds[i] = ReadRefund(ref d);
        var refundedMore = d.Amount();
        var items = new OrderedItem[d.Count()];
        for (var i = 0; i < items.Length; i++) items[i] = new OrderedItem(d.Fixed64(), d.Fixed64(), d.Int32());
        var credit = (flags & 4) != 0 ? ListCredit.Read(ref d) : null;
        d.End();
        return new OrderEntry
        {
            Credit = credit,
            Arrived = (flags & 1) != 0,
            Verified = (flags & 2) != 0,
            Stamp = stamp,
            Currency = currency,
            Gross = gross,
            Refunds = refunds,
            RefundedMore = refundedMore,
            Items = items,
        };
    }

    /// <summary>The order with one more refund; the order itself where that refund is known, or not the shop's to a verified order.</summary>
    public OrderEntry WithRefund(OrderRefund refund)
    {
        if (Verified && !refund.Trusted) return this;
        if (Refunds.Any(r => r.Message == refund.Message)) return this;
        if (Refunds.Count < MaxRefunds) return this with { Refunds = [.. Refunds.Append(refund).OrderBy(r => r.Message)] };
        if (!refund.Whole) return this with { RefundedMore = RefundedMore + refund.Amount };
        return Refunds.Any(r => r.Whole) ? this : this with { Refunds = [.. Refunds.Append(refund).OrderBy(r => r.Message)] };
    }

    /// <summary>
    /// The same order known from two sides: the verified report of it counts, else the later, with the refunds of both. Associative,
    /// commutative, and idempotent up to <see cref="RefundedMore"/>.
    /// </summary>
    public static OrderEntry Join(OrderEntry a, OrderEntry b)
    {
        var verified = a.Verified || b.Verified;
        return Later(a, b) with
        {
            Credit = ListCredit.Better(a.Credit, b.Credit),
            Refunds = [.. a.RefundsOf(verified).Concat(b.RefundsOf(verified)).OrderBy(r => r.Message).ThenBy(r => r.Amount).DistinctBy(r => r.Message)],
            RefundedMore = a.RefundedMoreOf(verified) + b.RefundedMoreOf(verified),
        };
    }

    /// <summary>The refunds that count of an order, verified or not: a browser's claim takes nothing from what the shop has reported.</summary>
    internal IReadOnlyList<OrderRefund> RefundsOf(bool verified) => verified ? [.. Refunds.Where(r => r.Trusted)] : Refunds;

    /// <summary>As <see cref="RefundsOf"/>, of those beyond the ones listed.</summary>
    internal decimal RefundedMoreOf(bool verified) => verified && !Verified ? 0 : RefundedMore;

    private static OrderEntry Later(OrderEntry a, OrderEntry b)
    {
        var c = a.Arrived.CompareTo(b.Arrived);
        if (c == 0) c = a.Verified.CompareTo(b.Verified);
        if (c == 0) c = a.Stamp.CompareTo(b.Stamp);
        if (c == 0) c = a.Gross.CompareTo(b.Gross);
        if (c == 0) c = string.CompareOrdinal(a.Currency, b.Currency);
        return c >= 0 ? a : b;
    }

    private static OrderRefund ReadRefund(ref BinaryDecoder d)
    {
        var message = d.Fixed64();
        var flags = d.Byte();
        var currency = d.Text();
        return new OrderRefund(message, currency, d.Amount(), (flags & 1) != 0, (flags & 2) != 0);
    }

    // A refund of all that is left needs no currency.
    private bool IsOwn(OrderRefund refund) => refund.Whole || refund.Currency.Length == 0 || refund.Currency == Currency;
}

/// <param name="Message">The hash of the refund's message id.</param>
/// <param name="Currency">ISO 4217; empty: the order's.</param>
/// <param name="Amount">What goes back; 0 where it is the whole order.</param>
/// <param name="Whole">All that is left goes back.</param>
/// <param name="Trusted">Sent with the secret key.</param>
public readonly record struct OrderRefund(ulong Message, string Currency, decimal Amount, bool Whole, bool Trusted);

/// <param name="Item">The product's hash.</param>
/// <param name="Category">The category's hash; 0: none.</param>
/// <param name="Quantity">How many.</param>
public readonly record struct OrderedItem(ulong Item, ulong Category, int Quantity);
