using Recs.Core.Serialization;

namespace Recs.Core.Visitors;

/// <summary>
/// Promotions the shop has shown or sent, by the hash of the campaign's id, and how the visitor answered. Beyond the cap the
/// one nothing was heard of for longest goes; the totals stay.
/// </summary>
public sealed class Promotions
{
    private readonly SortedList<ulong, Promotion> _byCampaign = [];

    /// <summary>Over all campaigns, those that went among them.</summary>
    public PromotionCounts Totals { get; private set; }

    /// <summary>By campaign, ascending by hash.</summary>
    public IReadOnlyDictionary<ulong, Promotion> ByCampaign => _byCampaign;

    public bool IsEmpty => Totals == default && _byCampaign.Count == 0;

    public void Contacted(ulong campaign, Instant time) => Count(campaign, Promotion.None with { Contacted = new Answers(1, time) });

    public void Opened(ulong campaign, Instant time) => Count(campaign, Promotion.None with { Opened = new Answers(1, time) });

    public void Clicked(ulong campaign, Instant time) => Count(campaign, Promotion.None with { Clicked = new Answers(1, time) });

    public void Merge(Promotions other)
    {
        Totals = Totals.Plus(other.Totals);
        foreach (var (campaign, promotion) in other._byCampaign) Put(campaign, promotion);
    }

    /// <summary>Forgets the one nothing was heard of for longest.</summary>
    internal bool DropOldest()
    {
        var oldest = -1;
        for (var i = 0; i < _byCampaign.Count; i++)
        {
            if (oldest < 0 || _byCampaign.Values[i].Newest < _byCampaign.Values[oldest].Newest) oldest = i;
        }

        if (oldest >= 0) _byCampaign.RemoveAt(oldest);
        return oldest >= 0;
    }

    private void Count(ulong campaign, Promotion one)
    {
        Totals = Totals.Plus(new PromotionCounts(one.Contacted.Count, one.Opened.Count, one.Clicked.Count));
        Put(campaign, one);
    }

    private void Put(ulong campaign, Promotion promotion)
    {
        _byCampaign[campaign] = _byCampaign.TryGetValue(campaign, out var known) ? known.Plus(promotion) : promotion;
        if (_byCampaign.Count > VisitorLimits.Promotions) DropOldest();
    }

    internal void Write(BinaryEncoder e, Instant reference)
    {
        e.Varint((ulong)Totals.Contacted);
        e.Varint((ulong)Totals.Opened);
        e.Varint((ulong)Totals.Clicked);
        e.Count(_byCampaign.Count);
        foreach (var (campaign, p) in _byCampaign)
        {
            e.Fixed64(campaign);
            e.Byte((byte)((p.Contacted.Count > 0 ? 1 : 0) | (p.Opened.Count > 0 ? 2 : 0) | (p.Clicked.Count > 0 ? 4 : 0)));
            Write(e, p.Contacted, reference);
            Write(e, p.Opened, reference);
            Write(e, p.Clicked, reference);
        }
    }

    internal static Promotions Read(ref BinaryDecoder d, Instant reference)
    {
        var promotions = new Promotions { Totals = new PromotionCounts((long)d.Varint(), (long)d.Varint(), (long)d.Varint()) };
        for (var n = d.Count(); n > 0; n--)
        {
            var campaign = d.Fixed64();
            var flags = d.Byte();
            promotions._byCampaign[campaign] = new Promotion(
                Read(ref d, flags, 1, reference), Read(ref d, flags, 2, reference), Read(ref d, flags, 4, reference));
        }

        return promotions;
    }

    private static void Write(BinaryEncoder e, Answers answers, Instant reference)
    {
        if (answers.Count == 0) return;
        e.Varint((ulong)answers.Count);
        e.Signed(reference.UnixMilliseconds - answers.Last.UnixMilliseconds);
    }

    private static Answers Read(ref BinaryDecoder d, byte flags, byte flag, Instant reference) =>
        (flags & flag) == 0 ? Answers.None : new Answers((long)d.Varint(), new Instant(reference.UnixMilliseconds - d.Signed()));
}
