using System.Text;

namespace Recs.Core.Tests.Primitives;

public sealed class PartitionerTests
{
    // From the tests of Kafka's Java client.
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Murmur2_is_that_of_Kafka(string key, int hash) => Assert.Equal(hash, (int)Partitioner.Murmur2(Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void The_key_is_the_site_a_zero_byte_and_the_visitor()
    {
        var hash = Partitioner.Murmur2("shop\0ann"u8) & 0x7fffffff;
        foreach (var partitions in new[] { 1, 3, 16, 64, 4096 })
            Assert.Equal((int)(hash % (uint)partitions), Partitioner.Of(new SiteId("shop"), new VisitorId("ann"), partitions));
    }

    [Fact]
    public void Names_of_any_length_have_a_partition()
    {
        foreach (var length in new[] { 1, 128, 255, 256, 700, 5_000 })
        {
            var (site, visitor) = (new SiteId(new string('s', length)), new VisitorId(new string('ö', length)));
            var key = Encoding.UTF8.GetBytes(site.Value + "\0" + visitor.Value);
            Assert.Equal((int)((Partitioner.Murmur2(key) & 0x7fffffff) % 16), Partitioner.Of(site, visitor, 16));
        }
    }

    [Fact]
    public void Visitors_spread_over_all_partitions()
    {
        var counts = new int[16];
        for (var i = 0; i < 16_000; i++) counts[Partitioner.Of(SiteId.Default, new VisitorId($"visitor-{i}"), 16)]++;
        Assert.All(counts, n => Assert.InRange(n, 800, 1_200));
    }
}
