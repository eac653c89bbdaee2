using System.Text;
using Recs.Collector.Bodies;
using Recs.Collector.Identity;
using Recs.Collector.Mapping;
using Recs.Collector.Tests.Fakes;

namespace Recs.Collector.Tests;

public sealed class AllocationTests
{
    /// <summary>Measured 856 bytes, half of them the event itself; a fifth more is the budget.</summary>
    private const int Budget = 1_030;

    [Fact]
    public void Mapping_a_product_view_stays_within_its_budget()
    {
        var body = Encoding.UTF8.GetBytes("""
            {"batch":[{"type":"track","event":"Product Viewed","messageId":"0195f1f0-0000-7000-8000-000000000000","anonymousId":"0195f1f0-1111-7000-8000-000000000000",
            "timestamp":"2026-03-02T09:59:59.000Z","context":{"timezone":"Europe/Berlin","device":{"type":"mobile"}},
            "properties":{"product_id":"mug-1","name":"Blue mug","category":"Home > Mugs","brand":"Acme","price":8.5,"currency":"EUR"}}],"sentAt":"2026-03-02T10:00:00.000Z"}
            """);
        var options = new CollectorOptions();
        var cut = EventBody.Cut(body, 500, out _)!;
        var mapper = new EventMapper(options, new FilingRules(new DeniedIds(options.DeniedIds)), new Desk().Write, Envelope.Of(cut));
        var records = new List<MappedEvent>();
        for (var i = 0; i < 100; i++) Map(mapper, cut, records);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Map(mapper, cut, records);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
        Assert.True(each is > 100 and <= Budget, $"A product view took {each} bytes, the budget is {Budget}.");
    }

    private static void Map(EventMapper mapper, EventBody cut, List<MappedEvent> records)
    {
        Assert.Null(mapper.TryMap(0, cut.Events[0], cut.Json, records));
        records.Clear();
    }
}
