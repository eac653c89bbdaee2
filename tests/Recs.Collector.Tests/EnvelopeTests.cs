using Recs.Collector.Tests.Fakes;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

/// <summary>What a batch says of all its events.</summary>
public sealed class EnvelopeTests
{
    [Fact]
    public async Task The_measurement_protocol_names_visitor_and_time_once_for_all_events()
    {
        var desk = new Desk();
        var at = desk.Clock.Instant.UnixMilliseconds - 60_000;
        var result = await desk.SendAsync($$$"""
            {"client_id":"device-1","user_id":"ann","timestamp_micros":"{{{at}}}000","events":[
              {"name":"login","params":{"method":"form"}},{"name":"search","timestamp_micros":{{{at + 1}}}999,"params":{"search_term":"mug"}}]}
            """);
        Assert.Equal(2, result.Accepted);
        Assert.All(desk.Log.Records, r => Assert.Equal(("device-1", "ann"), (r.Record.Visitor.Value, r.Record.Event.Header.ClaimedUserId)));
        Assert.Equal([at, at + 1], desk.Log.Records.Select(r => r.Record.Event.Header.Time.UnixMilliseconds));
    }

    [Fact]
    public async Task With_the_secret_key_the_batchs_user_is_the_visitor()
    {
        var desk = new Desk();
        await desk.SendAsync("""{"client_id":"device-1","user_id":"ann","events":[{"name":"login"}]}""", desk.Secret);
        Assert.Equal("ann", desk.Log.Records[0].Record.Visitor.Value);
    }

    [Theory]
    [InlineData("{\"client_id\":\"guest\",\"events\":[", IntakeCode.DeniedId, "batch.client_id: ")]
    [InlineData("{\"client_id\":{},\"events\":[", IntakeCode.WrongType, "batch.client_id: expected an id as text, found an object")]
    [InlineData("{\"client_id\":\"\\ud800\",\"events\":[", IntakeCode.WrongType, "batch.client_id: ")]
    [InlineData("{\"client_id\":\"a\",\"timestamp_micros\":\"noon\",\"events\":[", IntakeCode.InvalidNumber, "batch.timestamp_micros: ")]
    [InlineData("{\"client_id\":\"a\",\"sentAt\":{},\"events\":[", IntakeCode.InvalidTime, "batch.sentAt: ")]
    [InlineData("{\"client_id\":\"a\",\"context\":7,\"events\":[", IntakeCode.WrongType, "batch.context: expected an object")]
    [InlineData("{\"client_id\":\"a\",\"context\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":1}}}}}}}},\"events\":[", IntakeCode.WrongType, "batch.context: expected an object")]
    public async Task What_is_wrong_with_the_batch_rejects_each_event_with_the_fields_name(string head, IntakeCode code, string says)
    {
        var result = await new Desk().SendAsync(head + "{\"name\":\"login\"},{\"name\":\"login\"}]}");
        Assert.Equal([code, code], result.Rejected.Select(r => r.Code));
        Assert.StartsWith(says, result.Rejected[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_context_of_a_batch_stands_in_for_that_of_its_events()
    {
        var desk = new Desk();
        await desk.SendAsync("""
            {"batch":[{"anonymousId":"a","type":"page"},{"anonymousId":"a","type":"page","context":{"page":{"path":"/own"}}}],
             "context":{"page":{"path":"/shared"},"device":{"type":"tablet"},"timezone":"Europe/Berlin"}}
            """);
        Assert.Equal(["/shared", "/own"], desk.Log.Records.Select(r => ((PageViewed)r.Record.Event).Path));
        Assert.Equal([DeviceClass.Tablet, DeviceClass.Unknown], desk.Log.Records.Select(r => r.Record.Event.Header.Device));
    }

    [Fact]
    public async Task A_single_event_keeps_these_fields_to_itself()
    {
        var rejected = await new Desk().RejectAsync("""{"client_id":"device-1","name":"login"}""");
        Assert.Equal(IntakeCode.VisitorMissing, rejected.Code);
    }
}
