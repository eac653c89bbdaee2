using System.Text;
using Recs.Collector.Bots;
using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task A_cart_of_10_000_products_works_with_the_secret_key()
    {
        var desk = new Desk();
        var order = await desk.AcceptAsync<OrderCompleted>(Cart(10_000), desk.Secret);
        Assert.Equal(10_000, order.Items.Length);
        Assert.Equal(10_000m, order.Total);
    }

    [Fact]
    public async Task A_cart_of_10_000_products_is_too_large_for_the_write_key_and_says_so()
    {
        var rejected = await new Desk().RejectAsync(Cart(10_000));
        Assert.Equal(IntakeCode.TooLarge, rejected.Code);
        Assert.Contains("at most 32768 bytes with this key", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_of_a_megabyte_is_refused_with_either_key_and_its_neighbour_survives()
    {
        var huge = new string('x', 1 << 20);
        var body = $$"""[{"userId":"{{huge}}","event":"signed_up"},{"userId":"u","event":"signed_up"}]""";
        var desk = new Desk();
        var refused = await desk.SendAsync(body);
        Assert.Equal(IntakeCode.RequestTooLarge, refused.Error?.Code);
        Assert.True(refused.Error!.IsTooLarge);
        var result = await desk.SendAsync(body, desk.Secret);
        Assert.Equal((1, IntakeCode.TooLarge), (result.Accepted, result.Rejected[0].Code));
        Assert.All(desk.DeadLetters.Letters, letter => Assert.InRange(letter.Body.Length, 100, 400));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task An_event_may_be_exactly_as_large_as_the_limit(int over, bool accepted)
    {
        const string empty = """{"anonymousId":"a","event":"signed_up","x":""}""";
        var body = empty.Insert(empty.Length - 2, new string('x', (32 * 1024) - empty.Length + over));
        var result = await new Desk().SendAsync("[" + body + "]");
        Assert.Equal(accepted ? 1 : 0, result.Accepted);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public async Task Depth_counts_within_the_event(int depth, bool accepted)
    {
        var nested = new string('[', depth - 1) + new string(']', depth - 1);
        var one = $$"""{"anonymousId":"a","event":"signed_up","x":{{nested}}}""";
        foreach (var body in new[] { one, $"[{one}]", $$"""{"batch":[{{one}}]}""" })
        {
            var result = await new Desk().SendAsync(body);
            Assert.Equal(accepted ? 1 : 0, result.Accepted);
            Assert.Equal(accepted ? 0 : 1, result.Rejected.Count);
        }
    }

    [Fact]
    public async Task Five_hundred_events_are_one_request()
    {
        const string one = """{"anonymousId":"a","event":"signed_up"}""";
        var desk = new Desk();
        Assert.Equal(500, (await desk.SendAsync("[" + string.Join(',', Enumerable.Repeat(one, 500)) + "]")).Accepted);
        var refused = await desk.SendAsync("[" + string.Join(',', Enumerable.Repeat(one, 501)) + "]", desk.Secret);
        Assert.Equal((IntakeCode.TooManyEvents, true), (refused.Error?.Code, refused.Error?.IsTooLarge));
        Assert.Equal(500, desk.Log.Records.Count);
    }

    [Fact]
    public async Task A_depth_bomb_of_16_megabytes_is_refused_by_itself()
    {
        var half = new byte[8 * 1000 * 1000];
        half.AsSpan().Fill((byte)'[');
        var body = (byte[])[.. "[{\"userId\":\"u\",\"event\":\"signed_up\"},"u8, .. half, .. half.Select(_ => (byte)']'), (byte)']'];
        var desk = new Desk();
        var result = await desk.SendAsync(body, desk.Secret);
        Assert.Equal((1, IntakeCode.TooLarge), (result.Accepted, Assert.Single(result.Rejected).Code));
    }

    [Fact]
    public void The_options_say_all_that_is_out_of_range()
    {
        Assert.Empty(new CollectorOptions().Problems());
        var wrong = new CollectorOptions
        {
            Write = new IntakeLimits(10, 20), Secret = new IntakeLimits(2048, 4096), RequestEvents = 0, RequestItems = 0, Depth = 2,
            TimeWindow = TimeSpan.Zero, Quantity = 0, CatalogCacheItems = -1, CatalogCacheLife = TimeSpan.FromHours(1),
            AnonymousMessages = 1, Runaway = new RunawayOptions(0, 0, 0),
        };
        Assert.Equal(14, wrong.Problems().Count);
        var e = Assert.Throws<RecsException>(() => new Desk(wrong));
        Assert.Contains("RequestEvents is 0; it must be between 1 and 100000.", e.Message, StringComparison.Ordinal);
        Assert.Contains("Secret.EventBytes is 4096; it must be between 512 and 2048.", e.Message, StringComparison.Ordinal);
    }

    private static string Cart(int products)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < products; i++) lines.Append(i == 0 ? "" : ",").Append("{\"product_id\":\"p").Append(i).Append("\",\"price\":1}");
        return $$$"""{"anonymousId":"a","event":"order_completed","properties":{"order_id":"o","currency":"EUR","products":[{{{lines}}}]}}""";
    }
}
