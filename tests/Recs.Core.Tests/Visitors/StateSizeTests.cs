using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class StateSizeTests(ITestOutputHelper output)
{
    private const int Visitors = 3_000;

    [Fact]
    public void A_visitor_of_twenty_events_takes_under_1_KB_in_the_mean()
    {
        var sizes = Enumerable.Range(0, Visitors).Select(SizeAt20).ToList();
        var mean = sizes.Average();
        output.WriteLine($"Bytes at 20 events: mean {mean:F0}, least {sizes.Min()}, most {sizes.Max()}.");
        Assert.InRange(mean, 1, 1_024);
    }

    [Fact]
    public void What_takes_the_room_of_a_visitor_of_twenty_events()
    {
        var parts = new SortedDictionary<string, long>();
        foreach (var seed in Enumerable.Range(0, 300))
        {
            var shopper = RealisticShopper.Of(seed, events: 20);
            foreach (var (name, write) in VisitorStateFields.All)
            {
                var e = new Recs.Core.Serialization.BinaryEncoder();
                write(shopper.State, e);
                parts[name] = parts.GetValueOrDefault(name) + e.Length;
            }
        }

        foreach (var (name, bytes) in parts.OrderByDescending(p => p.Value)) output.WriteLine($"{name}: {bytes / 300.0:F1}");
    }

    private static int SizeAt20(int seed) => RealisticShopper.Of(seed, events: 20).Bytes.Length;
}
