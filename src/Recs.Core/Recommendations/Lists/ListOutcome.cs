using Recs.Core.Serialization;

namespace Recs.Core.Recommendations.Lists;

/// <summary>What came of a list.</summary>
public enum ListOutcomeKind : byte
{
    /// <summary>It was visible.</summary>
    Seen = 1,

    /// <summary>A product of it was clicked.</summary>
    Clicked = 2,

    /// <summary>An order that is owed to it came, or its worth has changed.</summary>
    Ordered = 3,
}

/// <summary>
/// One thing that came of a list, as its visitor's owner found it: sums over the outcomes of a list are what came of it in all.
/// What was counted too much, as an order that is refunded or was known on two sides, is taken back by an outcome of less than 0.
/// </summary>
/// <param name="Site">Of which site.</param>
/// <param name="List">The hash of the list's id.</param>
/// <param name="Kind">What came.</param>
/// <param name="Time">When, by event time.</param>
public sealed record ListOutcome(SiteId Site, ulong List, ListOutcomeKind Kind, Instant Time)
{
    /// <summary>The version written. History: 1 the first.</summary>
    public const byte Version = 1;

    /// <summary>As <see cref="ListIds.NumberOf"/> gives it; 0: no list of ours.</summary>
    public byte Form { get; init; }

    /// <summary>The hash of the place on the page; 0: not said.</summary>
    public ulong Placement { get; init; }

    /// <summary>The products that were visible, the one that was clicked, or those bought that were clicked in the list; with their places, 0: not said.</summary>
    public IReadOnlyList<(ulong Item, int Position)> Items { get; init; } = [];

    /// <summary>Orders more, or less.</summary>
    public int Orders { get; init; }

    /// <summary>Of the orders, those in which a product was bought that was clicked in the list.</summary>
    public int Direct { get; init; }

    /// <summary>What the orders are worth more, or less.</summary>
    public IReadOnlyList<(string Currency, decimal Amount)> Revenue { get; init; } = [];

    public byte[] Encode()
    {
        var e = new BinaryEncoder(32 + (Items.Count * 10));
        e.Byte(Version);
        e.Text(Site.Value);
        e.Fixed64(List);
        e.Byte((byte)Kind);
        e.Time(Time);
        e.Byte(Form);
        e.Fixed64(Placement);
        e.Count(Items.Count);
        foreach (var (item, position) in Items)
        {
            e.Fixed64(item);
            e.Signed(position);
        }

        e.Signed(Orders);
        e.Signed(Direct);
        e.Count(Revenue.Count);
        foreach (var (currency, amount) in Revenue)
        {
            e.Text(currency);
            e.Amount(amount);
        }

        return e.ToArray();
    }

    /// <exception cref="StoredFormatException">Another version, or damaged.</exception>
    public static ListOutcome Decode(ReadOnlySpan<byte> bytes)
    {
        var d = new BinaryDecoder(bytes);
        var version = d.Byte();
        if (version != Version)
            throw new StoredFormatException($"An outcome of a list has format version {version}; this build reads version {Version}. Start the build that wrote it, or a newer one.");
        var outcome = new ListOutcome(new SiteId(d.Text()), d.Fixed64(), (ListOutcomeKind)d.Byte(), d.Time()) { Form = d.Byte(), Placement = d.Fixed64() };
        var items = new (ulong, int)[d.Count()];
        for (var i = 0; i < items.Length; i++) items[i] = (d.Fixed64(), d.Int32());
        outcome = outcome with { Items = items, Orders = d.Int32(), Direct = d.Int32() };
        var revenue = new (string, decimal)[d.Count()];
        for (var i = 0; i < revenue.Length; i++) revenue[i] = (d.Text(), d.Amount());
        d.End();
        return outcome with { Revenue = revenue };
    }
}
