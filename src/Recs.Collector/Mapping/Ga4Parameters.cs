using System.Text.Json;
using Recs.Collector.Reading;

namespace Recs.Collector.Mapping;

/// <summary>
/// Where an event of Google Analytics 4 keeps its parameters: in <c>properties</c>, in the <c>params</c> of the Measurement
/// Protocol, or in the event itself as the data layer has them; within any of these in <c>ecommerce</c>, if that is there.
/// </summary>
internal static class Ga4Parameters
{
    public static Section Of(EventSource source)
    {
        var fields = source.Fields;
        var at = source.Properties;
        if (at.Element.ValueKind != JsonValueKind.Object) at = fields.Object(source.Root, Names.Params, "params");
        if (at.Element.ValueKind != JsonValueKind.Object) at = source.Root;
        return at.TryGet(Names.Ecommerce, out _) ? fields.Object(at, Names.Ecommerce, at.PathOf("ecommerce")) : at;
    }
}
