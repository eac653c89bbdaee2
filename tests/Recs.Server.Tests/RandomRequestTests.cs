using Recs.TestKit;

namespace Recs.Server.Tests;

public sealed class RandomRequestTests
{
    private const int Requests = 10_000;

    [Fact]
    public async Task Ten_thousand_random_and_mutated_requests_get_no_5xx_and_the_server_goes_on()
    {
        await using var server = await RunningServer.StartAsync();
        var answers = new Dictionary<int, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 4), async (worker, _) =>
        {
            var random = new Random(worker);
            for (var i = 0; i < Requests / 4; i++)
            {
                var (method, path) = random.Next(5) == 0 ? (HttpMethod.Put, "/v1/items") : (HttpMethod.Post, "/v1/events");
                var key = random.Next(3) == 0 ? RunningServer.WriteKey : RunningServer.SecretKey;
                using var response = await server.SendRawAsync(method, path, key, new ByteArrayContent(RandomRequests.Request(random)));
                lock (answers) answers[(int)response.StatusCode] = answers.GetValueOrDefault((int)response.StatusCode) + 1;
            }
        });

        Assert.Equal(Requests, answers.Values.Sum());
        Assert.DoesNotContain(answers.Keys, status => status >= 500);
        Assert.InRange(answers[202], Requests / 4, Requests);
        await server.AppliedAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await server.GetAsync("/health/ready")).Status);
    }

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
