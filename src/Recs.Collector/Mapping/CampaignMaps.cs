using Recs.Collector.Reading;
using Recs.Collector.Vocabulary;
using Recs.Core.Events;

namespace Recs.Collector.Mapping;

/// <summary>What the shop told or showed its visitors, and how they answered.</summary>
internal static class CampaignMaps
{
    private const string Wanted = "the id of the campaign or promotion";

    /// <param name="channel">What it came by, where the event does not say.</param>
    public static EventMap Contacted(string? channel = null) => source => new CampaignContacted(source.Header, Id(source), Channel(source) ?? channel);

    /// <inheritdoc cref="Contacted"/>
    public static EventMap Opened(string? channel = null) => source => new CampaignOpened(source.Header, Id(source), Channel(source) ?? channel);

    /// <inheritdoc cref="Contacted"/>
    public static EventMap Clicked(string? channel = null) => source => new CampaignClicked(source.Header, Id(source), Channel(source) ?? channel);

    // Without an id the campaign's name stands for it, as Segment's libraries send it: among the properties, or from the
    // utm parameters in the context.
    private static string Id(EventSource source)
    {
        var (fields, at) = (source.Fields, source.Product);
        var name = source.Dialect == Dialect.Ga4
            ? at.FirstOf(Names.PromotionId, Names.PromotionName)
            : at.FirstOf(Names.CampaignId, Names.CampaignIdCamel, Names.PromotionId, Names.PromotionIdCamel, Names.CampaignName);
        var id = fields.Id(at, name, IdRule.CampaignBytes)
            ?? fields.Id(fields.Object(at, Names.Campaign, "properties.campaign"), Names.Name, IdRule.CampaignBytes)
            ?? fields.Id(fields.Object(source.Context, Names.Campaign, "context.campaign"), Names.Name, IdRule.CampaignBytes);
        if (id is null) fields.Missing(at, name, Wanted);
        return id ?? "";
    }

    private static string? Channel(EventSource source) => source.Fields.Text(source.Properties, Names.Channel, TextLimits.Channel);
}
