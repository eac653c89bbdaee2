using System.Text;
using Recs.Collector.Bodies;
using Recs.Collector.Tests.Fakes;
using Recs.Core;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class RequestShapeTests
{
    private const string One = """{"anonymousId":"a","event":"signed_up"}""";

    [Theory]
    [InlineData(One, 1)]
    [InlineData("  \r\n" + One + "  ", 1)]
    [InlineData("[" + One + "," + One + "]", 2)]
    [InlineData("{\"batch\":[" + One + "," + One + "]}", 2)]
    [InlineData("{\"writeKey\":\"k\",\"events\":[" + One + "],\"sentAt\":\"2026-03-02T10:00:00Z\"}", 1)]
    [InlineData("{\"batch\":[]}", 0)]
    [InlineData("[]", 0)]
    public async Task Understands_one_event_an_array_and_a_batch(string body, int events)
    {
        var result = await new Desk().SendAsync(body);
        Assert.Null(result.Error);
        Assert.Equal(events, result.Accepted);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_body()
    {
        var result = await new Desk().SendAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(One)]);
        Assert.Equal(1, result.Accepted);
    }

    [Theory]
    [InlineData("", IntakeCode.InvalidJson)]
    [InlineData("   ", IntakeCode.InvalidJson)]
    [InlineData("{", IntakeCode.InvalidJson)]
    [InlineData(One + One, IntakeCode.InvalidJson)]
    [InlineData("[" + One + ",]", IntakeCode.InvalidJson)]
    [InlineData("{\"event\":NaN}", IntakeCode.InvalidJson)]
    [InlineData("[" + One + ",{\"event\":\"x\x01\"}]", IntakeCode.InvalidJson)]
    [InlineData("// no\n[]", IntakeCode.InvalidJson)]
    [InlineData("event=product_viewed", IntakeCode.InvalidJson)]
    [InlineData("null", IntakeCode.InvalidShape)]
    [InlineData("42", IntakeCode.InvalidShape)]
    [InlineData("{\"batch\":{}}", IntakeCode.InvalidShape)]
    [InlineData("{\"batch\":[],\"events\":[]}", IntakeCode.InvalidShape)]
    public async Task Refuses_what_is_no_request_and_keeps_its_hash(string body, IntakeCode code)
    {
        var desk = new Desk();
        var result = await desk.SendAsync(body);
        Assert.Equal(code, result.Error?.Code);
        Assert.False(result.Error!.IsTooLarge);
        Assert.Empty(desk.Log.Records);
        var letter = Assert.Single(desk.DeadLetters.Letters);
        Assert.StartsWith("{\"sha256\":\"", letter.Body, StringComparison.Ordinal);
        Assert.Contains($"\"length\":{Encoding.UTF8.GetByteCount(body)}", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_event_leaves_the_others_of_its_batch_alone()
    {
        var desk = new Desk();
        var bomb = new string('[', 10_000) + new string(']', 10_000);
        var result = await desk.SendAsync($"[{One},{bomb},{One},null,{{\"event\":\"x\"}},{One}]");
        Assert.Equal(3, result.Accepted);
        Assert.Equal([1, 3, 4], result.Rejected.Select(r => r.Index));
        Assert.Equal([IntakeCode.TooDeep, IntakeCode.NotAnObject, IntakeCode.UnknownEvent], result.Rejected.Select(r => r.Code));
        Assert.Equal(3, desk.Log.Records.Count);
        Assert.Equal(1, desk.Log.Appends);
        Assert.Equal(3, desk.DeadLetters.Letters.Count);
    }

    [Fact]
    public async Task A_repeat_within_the_request_is_a_duplicate_unless_the_first_was_rejected()
    {
        const string good = """{"anonymousId":"a","event":"signed_up","messageId":"m1"}""";
        const string bad = """{"anonymousId":"a","event":"nothing","messageId":"m2"}""";
        const string better = """{"anonymousId":"a","event":"signed_up","messageId":"m2"}""";
        var result = await new Desk().SendAsync($"[{good},{good},{bad},{better},{good}]");
        Assert.Equal((2, 2, 1), (result.Accepted, result.Duplicates, result.Rejected.Count));
        Assert.Equal("m2", result.Rejected[0].MessageId);
    }

    [Fact]
    public async Task Events_without_a_message_id_get_different_ones()
    {
        var desk = new Desk();
        var result = await desk.SendAsync($"[{One},{One}]");
        Assert.Equal(2, result.Accepted);
        var ids = desk.Log.Records.Select(r => Guid.Parse(r.Record.Event.Header.MessageId)).ToList();
        Assert.NotEqual(ids[0], ids[1]);
        Assert.All(ids, id => Assert.Equal(7, id.Version));
    }

    [Fact]
    public async Task Of_fields_written_twice_the_last_counts()
    {
        var viewed = await new Desk().AcceptAsync<ProductViewed>("""{"anonymousId":"a","event":"x","event":"product_viewed","properties":{"product_id":"1","product_id":"2"}}""");
        Assert.Equal("2", viewed.Item.Item.Value);
    }

    [Fact]
    public async Task Escaped_field_names_are_the_same_names()
    {
        var viewed = await new Desk().AcceptAsync<ProductViewed>("""{"batch":[{"anonymousId":"a","\u0065vent":"product\u005fviewed","properties":{"product\u005fid":"\ud83c\udf75"}}]}""");
        Assert.Equal("🍵", viewed.Item.Item.Value);
    }

    [Fact]
    public async Task When_the_log_is_down_nothing_is_accepted_and_the_sender_hears_of_it()
    {
        var desk = new Desk();
        desk.Log.IsDown = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => desk.SendAsync(One));
        desk.Log.IsDown = false;
        desk.DeadLetters.IsDown = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => desk.SendAsync($"[{One},3]"));
        Assert.Empty(desk.Log.Records);
    }

    [Fact]
    public async Task History_needs_the_secret_key()
    {
        var desk = new Desk();
        await Assert.ThrowsAsync<ArgumentException>(() => desk.SendAsync(One, desk.Write with { Historical = true }));
    }

    [Theory]
    [InlineData("{\"writeKey\":\"abc\",\"batch\":[]}", "abc")]
    [InlineData("{\"batch\":[{\"writeKey\":\"inner\"}],\"writeKey\":\"outer\"}", "outer")]
    [InlineData("{\"batch\":[{\"writeKey\":\"inner\"}]}", null)]
    [InlineData("[{\"writeKey\":\"inner\"}]", null)]
    [InlineData("{\"writeKey\":7}", null)]
    [InlineData("{\"writeKey\":\"\\ud800\"}", null)]
    [InlineData("{\"batch\":[", null)]
    [InlineData("", null)]
    public void Finds_the_key_of_a_beacon(string body, string? key) =>
        Assert.Equal(key, WriteKeyField.Find(Encoding.UTF8.GetBytes(body)));
}
