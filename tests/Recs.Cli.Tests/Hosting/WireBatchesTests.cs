using System.Text;
using Recs.Cli.Hosting;

namespace Recs.Cli.Tests.Hosting;

public sealed class WireBatchesTests
{
    [Fact]
    public void Cuts_at_the_number_of_things()
    {
        var bodies = WireBatches.Cut("batch", Enumerable.Range(1, 5), 2, (json, i) => json.WriteNumberValue(i))
            .Select(b => (Encoding.UTF8.GetString(b.Body.Span), b.Count)).ToList();
        Assert.Equal([("{\"batch\":[1,2]}", 2), ("{\"batch\":[3,4]}", 2), ("{\"batch\":[5]}", 1)], bodies);
    }

    [Fact]
    public void Cuts_before_a_request_gets_too_large()
    {
        var thing = new string('x', 300_000);
        var bodies = WireBatches.Cut("batch", Enumerable.Repeat(thing, 100), 500, (json, t) => json.WriteStringValue(t))
            .Select(b => (b.Body.Length, b.Count)).ToList();
        Assert.Equal(100, bodies.Sum(b => b.Count));
        Assert.All(bodies, b => Assert.InRange(b.Length, 1, 16 * 1024 * 1024));
        Assert.InRange(bodies.Count, 3, 5);
    }

    [Fact]
    public void Nothing_makes_no_request() => Assert.Empty(WireBatches.Cut("batch", Array.Empty<int>(), 2, (json, i) => json.WriteNumberValue(i)));
}
