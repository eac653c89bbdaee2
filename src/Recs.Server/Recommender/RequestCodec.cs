using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Serialization;

namespace Recs.Server.Recommender;

/// <summary>A request as it stands in a cursor: in short, without the form, which the id of the list tells.</summary>
internal static class RequestCodec
{
    public static void Write(BinaryEncoder e, RecommendationRequest request)
    {
        e.TextOrNothing(request.Item?.Value);
        Write(e, request.Cart);
        e.Count(request.Recent.Count);
        foreach (var (item, deed) in request.Recent)
        {
            e.Text(item.Value);
            e.Byte((byte)deed);
        }

        e.TextOrNothing(request.Category);
        Write(e, request.MinPrice);
        Write(e, request.MaxPrice);
        e.Count(request.Attributes.Count);
        foreach (var (name, value) in request.Attributes)
        {
            e.Text(name);
            e.Text(value);
        }

        Write(e, request.Exclude);
        Write(e, request.Taken);
        e.Varint((ulong)request.Limit);
        e.TextOrNothing(request.Placement);
        e.Number(request.Diversity);
        e.Bool(request.Explain);
    }

    public static RecommendationRequest Read(ref BinaryDecoder d, RecommendationForm form)
    {
        var request = new RecommendationRequest(form) { Item = d.TextOrNothing() is { } item ? new ItemId(item) : null, Cart = Items(ref d) };
        var recent = new RecentItem[d.Count()];
        for (var i = 0; i < recent.Length; i++) recent[i] = new RecentItem(new ItemId(d.Text()), (RecentDeed)d.Byte());
        request = request with { Recent = recent, Category = d.TextOrNothing(), MinPrice = Amount(ref d), MaxPrice = Amount(ref d) };
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var n = d.Count(); n > 0; n--)
        {
            var name = d.Text();
            attributes[name] = d.Text();
        }

        return request with
        {
            Attributes = attributes,
            Exclude = Items(ref d),
            Taken = Items(ref d),
            Limit = (int)d.Varint(),
            Placement = d.TextOrNothing(),
            Diversity = d.Number(),
            Explain = d.Bool(),
        };
    }

    private static void Write(BinaryEncoder e, IReadOnlyList<ItemId> items)
    {
        e.Count(items.Count);
        foreach (var item in items) e.Text(item.Value);
    }

    private static ItemId[] Items(ref BinaryDecoder d)
    {
        var items = new ItemId[d.Count()];
        for (var i = 0; i < items.Length; i++) items[i] = new ItemId(d.Text());
        return items;
    }

    private static void Write(BinaryEncoder e, decimal? amount)
    {
        e.Bool(amount is not null);
        if (amount is { } known) e.Amount(known);
    }

    private static decimal? Amount(ref BinaryDecoder d) => d.Bool() ? d.Amount() : null;
}
