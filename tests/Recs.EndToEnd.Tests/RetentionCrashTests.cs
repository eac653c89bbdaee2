using System.Globalization;
using Recs.Core;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

public sealed class RetentionCrashTests
{
    private const int Parts = 6;
    private const int EventsPerPart = 500;
    private const string Dropped = "SELECT sum(start) FROM log_start";

    // Each partition is a step, and retention rests between steps, so there are many moments to be killed in.
    private static readonly string[] Usual = ["--Recs:Partitions=64"];
    private static readonly string[] Retaining = [.. Usual, "--Recs:Retention:Days=30"];
    private static readonly string[] OneStep = [.. Retaining, "--Recs:Retention:Rest=01:00:00"];

    [Fact]
    public async Task Whenever_the_server_is_killed_checkpoint_and_log_together_tell_everything()
    {
        using var folder = new TempFolder();
        var (data, whole) = (folder.File("data"), folder.File("whole"));
        await ImportAsync(data);
        Copy(data, whole);
        var at = Instant.From(DateTimeOffset.UtcNow);
        var expected = await Oracle.ReadAsync(whole, at);
        Assert.All(expected.Checks, c => Assert.Equal(0, c.Differences));
        var total = expected.Kinds.Values.Sum();

        await KillAsync(OneStep, 1);
        Assert.InRange(DataFiles.Number(data, Dropped), 1, total - 1);
        await KillAsync(Retaining, total / 10);
        await KillAsync(OneStep, 1);
        await KillAsync(Retaining, total / 2);

        using (var server = await ServerProcess.StartAsync(data, Retaining))
        {
            await DataFiles.ReachedAsync(data, Dropped, total);
            await server.StopAsync();
        }

        Assert.Empty((await AssertSameAsync(expected, data, at)).Kinds);

        async Task KillAsync(string[] settings, long dropped)
        {
            using (var server = await ServerProcess.StartAsync(data, settings))
            {
                await DataFiles.ReachedAsync(data, Dropped, dropped);
                await server.KillAsync();
            }

            await AssertSameAsync(expected, data, at);
        }
    }

    private static async Task<FolderState> AssertSameAsync(FolderState expected, string data, Instant at)
    {
        var found = await Oracle.ReadAsync(data, at);
        Assert.All(found.Checks, c => Assert.True(c.Differences == 0, $"{c.What}: {string.Join("; ", c.First)}"));
        Assert.Equal(expected.Visitors.OrderBy(v => v.Key, StringComparer.Ordinal), found.Visitors.OrderBy(v => v.Key, StringComparer.Ordinal));
        return found;
    }

    private static async Task ImportAsync(string data)
    {
        using var server = await ServerProcess.StartAsync(data, Usual);
        using (var shop = new ShopClient(server.Url))
        {
            for (var part = 1; part <= Parts; part++) await shop.SendAsync(HttpMethod.Post, $"/v1/imports?importId=old&part={part}", History(part));
            await shop.AppliedAsync();
        }

        await server.StopAsync();
    }

    // Years ago: devices that look around, sign in and buy.
    private static string History(int part)
    {
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(part);
        return "[" + string.Join(',', Enumerable.Range(0, EventsPerPart).Select(i =>
        {
            var (id, time) = ($"m{part}-{i}", start.AddSeconds(i * 60).ToString("o", CultureInfo.InvariantCulture));
            var (device, user) = ($"device-{i % 97}", $"user-{i % 89}");
            return (i % 10) switch
            {
                0 => $$"""{"messageId":"{{id}}","timestamp":"{{time}}","type":"identify","anonymousId":"{{device}}","userId":"{{user}}"}""",
                1 => $$$"""{"messageId":"{{{id}}}","timestamp":"{{{time}}}","event":"order_completed","userId":"{{{user}}}","properties":{"order_id":"o{{{id}}}","total":{{{i}}},"currency":"EUR","products":[{"product_id":"p{{{i % 31}}}"}]}}""",
                _ => $$$"""{"messageId":"{{{id}}}","timestamp":"{{{time}}}","event":"product_viewed","anonymousId":"{{{device}}}","properties":{"product_id":"p{{{i % 31}}}","price":{{{i % 50}}},"currency":"EUR"}}""",
            };
        })) + "]";
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "recs.db*")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
