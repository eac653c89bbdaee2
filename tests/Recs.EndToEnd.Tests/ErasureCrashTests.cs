using Recs.Core;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

public sealed class ErasureCrashTests
{
    private const string User = "customer-xq7", Phone = "phone-xq7-0815", Tablet = "tablet-xq7-4711";
    private static readonly string[] Ids = [User, Phone, Tablet];

    // While it settles an erasure is in the middle: told to the owners, the log gone through once.
    private static readonly string[] Settings = ["--Recs:ErasureSettle=00:00:01", "--Recs:Retention:Days=30"];
    private static readonly string[] Slow = ["--Recs:ErasureSettle=00:00:30", "--Recs:Retention:Days=30"];

    [Fact]
    public async Task An_erasure_whose_server_is_killed_again_and_again_comes_to_its_end_and_is_remembered()
    {
        using var folder = new TempFolder();
        var data = folder.File("data");
        var receipt = "";
        using (var server = await ServerProcess.StartAsync(data, Settings))
        {
            using var shop = new ShopClient(server.Url);
            await LifeAsync(shop);
            await server.StopAsync();
        }

        using (var server = await ServerProcess.StartAsync(data, Slow))
        {
            using var shop = new ShopClient(server.Url);
            await DataFiles.ReachedAsync(data, "SELECT sum(start) FROM log_start", 2);
            receipt = (await shop.SendAsync(HttpMethod.Delete, $"/v1/visitors/{Phone}")).GetProperty("receipt").GetString()!;
            await server.KillAsync();
        }

        using (var server = await ServerProcess.StartAsync(data, Slow))
        {
            // The third id has been found, so the log is being rewritten.
            await DataFiles.ReachedAsync(data, $"SELECT instr(bytes, CAST('{Tablet}' AS BLOB)) FROM erasure WHERE receipt = '{receipt}'", 1);
            await server.KillAsync();
        }

        Assert.NotEmpty(DataFiles.With(data, User));
        using (var server = await ServerProcess.StartAsync(data, Settings))
        {
            using var shop = new ShopClient(server.Url);
            await shop.ErasedAsync(receipt);
            Assert.All(Ids, id => Assert.Empty(DataFiles.With(data, id)));
            Assert.Equal(1, (await shop.SendAsync(HttpMethod.Get, "/v1/visitors/somebody")).GetProperty("pages").GetInt32());
            await server.KillAsync();
        }

        using (var server = await ServerProcess.StartAsync(data, Settings))
        {
            using var shop = new ShopClient(server.Url);
            foreach (var id in Ids)
            {
                var answer = await shop.SendAsync(HttpMethod.Post, "/v1/events", $$"""{"event":"page_viewed","anonymousId":"{{id}}","properties":{"path":"/again"} }""");
                Assert.Equal("erased_visitor", answer.GetProperty("rejected")[0].GetProperty("code").GetString());
            }

            await shop.AppliedAsync();
            await server.StopAsync();
        }

        Assert.All(Ids, id => Assert.Empty(DataFiles.With(data, id)));
        var found = await Oracle.ReadAsync(data, Instant.From(DateTimeOffset.UtcNow));
        Assert.All(found.Checks, c => Assert.True(c.Differences == 0, $"{c.What}: {string.Join("; ", c.First)}"));
        Assert.Equal(["somebody"], found.Visitors.Keys);
    }

    // Part of it long ago, and dropped already.
    private static async Task LifeAsync(ShopClient shop)
    {
        await shop.SendAsync(HttpMethod.Post, "/v1/imports?importId=old&part=1", $$"""
            [{"messageId":"1","timestamp":"2020-05-01T10:00:00Z","event":"page_viewed","anonymousId":"{{Tablet}}","properties":{"path":"/old"} },
             {"messageId":"2","timestamp":"2020-05-01T10:01:00Z","type":"identify","anonymousId":"{{Tablet}}","userId":"{{User}}"}]
            """);
        await shop.AppliedAsync();
        await shop.SendAsync(HttpMethod.Post, "/v1/events", $$"""
            [{"event":"page_viewed","anonymousId":"{{Phone}}","properties":{"path":"/new"} },
             {"event":"page_viewed","anonymousId":"somebody","properties":{"path":"/new"} },
             {"type":"identify","anonymousId":"{{Phone}}","userId":"{{User}}"}]
            """);
        await shop.AppliedAsync();
    }
}
