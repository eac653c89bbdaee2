using Recs.Core.Serialization;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class StateSizeTests(ITestOutputHelper output)
{
    private const int Visitors = 3_000;

    [Fact]
    public void A_visitor_of_twenty_events_takes_under_1_KB_in_the_mean()
    {
        var (sizes, parts) = (new List<int>(), new Dictionary<string, long>());
        for (var seed = 0; seed < Visitors; seed++)
        {
            var state = RealisticShopper.Of(seed, events: 20).State;
            sizes.Add(VisitorStateCodec.Encode(state).Length);
            foreach (var (name, write) in VisitorStateFields.All) parts[name] = parts.GetValueOrDefault(name) + Length(state, write);
        }

        output.WriteLine($"Bytes at 20 events: mean {sizes.Average():F0}, least {sizes.Min()}, most {sizes.Max()}.");
        foreach (var (name, bytes) in parts.OrderByDescending(p => p.Value).Take(10)) output.WriteLine($"  {name} {(double)bytes / Visitors:F0}");
        Assert.InRange(sizes.Average(), 300, 1_024);
    }

    private static int Length(VisitorState state, Action<VisitorState, BinaryEncoder> write)
    {
        var e = new BinaryEncoder();
        write(state, e);
        return e.Length;
    }
}
