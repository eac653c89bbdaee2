using System.Collections.Immutable;
using Recs.Collector.Reading;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>Lists of recommendations: what was seen of them and what was clicked.</summary>
internal static class RecommendationMaps
{
    public static VisitorEvent Viewed(EventSource source) =>
        new RecommendationViewed(source.Header, ListId(source), Placement(source), Listed(source));

    public static VisitorEvent Clicked(EventSource source) => new RecommendationClicked(
        source.Header, ListId(source), Placement(source), ItemLines.One(source), Position(source.Fields, source.Properties));

    private static string ListId(EventSource source) => source.Fields.RequiredId(
        source.Properties, source.Properties.FirstOf(Names.ListId, Names.ListIdCamel), IdRule.ListBytes);

    private static string? Placement(EventSource source) => source.Fields.Text(source.Properties, Names.Placement, TextLimits.Placement);

    private static ImmutableArray<ListedItem> Listed(EventSource source)
    {
        if (!ItemLines.TryList(source, out var products)) return [];
        var listed = ImmutableArray.CreateBuilder<ListedItem>(products.GetArrayLength());
        foreach (var product in products.EnumerateArray())
        {
            var at = ItemLines.Opened(source, product, listed.Count);
            var id = source.Fields.RequiredId(at, at.FirstOf(Names.ProductId, Names.Sku), ItemId.MaxBytes);
            listed.Add(new ListedItem(new ItemId(id), Position(source.Fields, at)));
            if (source.Fields.Problem is not null) return [];
        }

        return listed.MoveToImmutable();
    }

    // 0: not said.
    private static int Position(FieldReader fields, in Section at) => fields.Whole(at, Names.Position, 1, ItemLines.LastPosition) ?? 0;
}
