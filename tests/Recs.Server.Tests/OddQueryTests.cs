namespace Recs.Server.Tests;

public sealed class OddQueryTests
{
    [Fact]
    public async Task Odd_queries_of_recommendations_and_profiles_get_no_5xx()
    {
        await using var server = await RunningServer.StartAsync();
        var odd = new[] { "", "%00", "%F0%9F%8D%B5", "%ED%A0%80", "-1", "1e999", "99999999999999999999", new string('x', 5000), "a,b,,c", "'\"<>&", "%0d%0aX: y" };
        foreach (var name in new[] { "form", "visitor", "item", "cart", "category", "limit", "minPrice", "maxPrice", "exclude", "attr.x" })
        {
            foreach (var value in odd)
            {
                var (status, _) = await server.GetAsync($"/v1/recommendations?form=for_you&{name}={value}");
                Assert.InRange((int)status, 200, 499);
            }
        }

        foreach (var value in odd.Where(v => v.Length > 0))
        {
            Assert.InRange((int)(await server.GetAsync($"/v1/visitors/{value.Replace("/", "%2F", StringComparison.Ordinal)}")).Status, 200, 499);
            Assert.InRange((int)(await server.GetAsync($"/v1/visitors/x?asOf={value}")).Status, 200, 499);
        }
    }
}
