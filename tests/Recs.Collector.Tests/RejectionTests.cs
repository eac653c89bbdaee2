using System.Text;
using Recs.Collector.Tests.Fakes;

namespace Recs.Collector.Tests;

/// <summary>Every reason of the closed list, produced by an input of its own.</summary>
public sealed class RejectionTests
{
    private static readonly Dictionary<IntakeCode, (string Body, string Says)> ByWriteKey = new()
    {
        [IntakeCode.RequestTooLarge] = (new string(' ', 513_000), "513000 bytes"),
        [IntakeCode.InvalidJson] = ("[{\"event\":\n\"x\" oops", "line 2, byte 5"),
        [IntakeCode.InvalidShape] = ("\"hello\"", "array of events"),
        [IntakeCode.TooManyEvents] = ("[" + string.Join(',', Enumerable.Repeat("1", 501)) + "]", "500"),
        [IntakeCode.TooLarge] = (Viewed($"\"name\":\"{new string('x', 33_000)}\""), "32768 bytes"),
        [IntakeCode.InvalidText] = (Viewed("\"name\":\"\\ud800\""), "surrogate"),
        [IntakeCode.TooDeep] = (Viewed("\"x\":[[[[[[[]]]]]]]"), "8 levels"),
        [IntakeCode.NotAnObject] = ("[3]", "found 3"),
        [IntakeCode.WrongType] = (Viewed("\"name\":[]"), "properties.name: expected text, found an array"),
        [IntakeCode.MissingField] = ("""{"anonymousId":"a","event":"product_viewed"}""", "properties.product_id: expected an id, found none"),
        [IntakeCode.EmptyField] = (Ordered("\"order_id\":\"\",\"total\":1,\"currency\":\"EUR\""), "properties.order_id"),
        [IntakeCode.UnknownEvent] = ("""{"anonymousId":"a","event":"Product Licked"}""", "event: expected a name of the vocabulary"),
        [IntakeCode.UnusedMethod] = ("""{"anonymousId":"a","type":"group","groupId":"g"}""", "type: expected track, page, screen or identify, found group"),
        [IntakeCode.UnknownValue] = ("""{"anonymousId":"a","event":"content_viewed","properties":{"form":"smell"}}""", "properties.form: expected text, image, video or email, found smell"),
        [IntakeCode.UnknownCurrency] = (Viewed("\"currency\":\"EUROS\""), "properties.currency: expected an ISO 4217 code like EUR, found EUROS"),
        [IntakeCode.IdTooLong] = ($$"""{"anonymousId":"{{new string('a', 129)}}","event":"signed_up"}""", "anonymousId: expected at most 128 bytes, found 129 bytes"),
        [IntakeCode.InvalidId] = ("""{"anonymousId":"a\u0001b","event":"signed_up"}""", "anonymousId: expected an id without control characters, found U+0001"),
        [IntakeCode.DeniedId] = ("""{"anonymousId":"a","userId":"Guest","event":"signed_up"}""", "userId: expected the id of one person or device, found Guest"),
        [IntakeCode.VisitorMissing] = ("""{"event":"signed_up"}""", "anonymousId"),
        [IntakeCode.AnonymousIdMissing] = ("""{"userId":"u1","event":"signed_up"}""", "anonymousId"),
        [IntakeCode.WrongUserToken] = ("""{"anonymousId":"a","userId":"u1","userToken":"abc","event":"signed_up"}""", "userToken: expected HMAC-SHA256 of the userId"),
        [IntakeCode.InvalidTime] = ("""{"anonymousId":"a","event":"signed_up","timestamp":"yesterday"}""", "timestamp: expected a time like"),
        [IntakeCode.InvalidNumber] = (Viewed("\"price\":\"1,299.00\""), "properties.price: expected a number, found \"1,299.00\""),
        [IntakeCode.OutOfRange] = (Viewed("\"quantity\":-2"), "properties.quantity: expected 1 to 1000000, found -2"),
        [IntakeCode.TooManyDecimals] = (Viewed("\"price\":1.23456"), "properties.price: expected at most 4 decimal places, found 1.23456"),
    };

    public static TheoryData<IntakeCode> CodesOfTheWriteKey => [.. ByWriteKey.Keys];

    [Theory]
    [MemberData(nameof(CodesOfTheWriteKey))]
    public async Task Each_code_has_an_input_that_causes_it_and_says_why(IntakeCode code)
    {
        var desk = new Desk();
        var (body, says) = ByWriteKey[code];
        var result = await desk.SendAsync(body);
        var (found, message) = result.Error is { } error ? (error.Code, error.Message) : (result.Rejected[0].Code, result.Rejected[0].Message);
        Assert.Equal(code, found);
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Equal(0, result.Accepted);
        var letter = Assert.Single(desk.DeadLetters.Letters);
        Assert.Equal(code.Text(), letter.Code);
        Assert.Equal(message, letter.Message);
    }

    [Fact]
    public async Task A_time_of_history_must_lie_between_1990_and_now()
    {
        var desk = new Desk();
        foreach (var time in new[] { "1989-12-31T23:59:59Z", "2027-01-01T00:00:00Z" })
        {
            var rejected = await desk.RejectAsync($$"""{"userId":"u","event":"signed_up","timestamp":"{{time}}"}""", desk.History);
            Assert.Equal(IntakeCode.TimeOutOfRange, rejected.Code);
            Assert.Contains("timestamp", rejected.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_link_of_the_catalogue_must_be_one()
    {
        var result = await new Desk().PutAsync("""{"id":"a","title":"A","url":"javascript:alert(1)"}""");
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal(IntakeCode.InvalidUrl, rejected.Code);
    }

    [Fact]
    public void No_code_lacks_an_input() => Assert.Equal(
        Enum.GetValues<IntakeCode>().Except([IntakeCode.TimeOutOfRange, IntakeCode.InvalidUrl, IntakeCode.ErasedVisitor]),
        ByWriteKey.Keys.Order());

    [Fact]
    public void The_table_of_codes_is_complete_and_its_texts_are_unique()
    {
        Assert.Equal(Enum.GetValues<IntakeCode>(), IntakeCodes.All.Select(row => row.Code).Order());
        Assert.Equal(IntakeCodes.All.Count, IntakeCodes.All.Select(row => row.Text).Distinct().Count());
        Assert.All(IntakeCodes.All, row => Assert.Equal(row.Text, row.Code.Text()));
    }

    [Fact]
    public void The_read_me_of_the_collector_lists_every_code()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Recs.sln"))) folder = folder.Parent;
        var text = File.ReadAllText(Path.Combine(folder.FullName, "src", "Recs.Collector", "README.md"));
        Assert.All(IntakeCodes.All, row => Assert.Contains($"| `{row.Text}` | {row.Meaning} |", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invalid_bytes_of_text_reject_their_own_event_only()
    {
        var body = Encoding.UTF8.GetBytes("[" + Viewed("\"name\":\"A\"") + "," + Viewed("\"name\":\"~\"") + "]");
        body[Array.LastIndexOf(body, (byte)'~')] = 0xFF;
        var result = await new Desk().SendAsync(body);
        Assert.Equal(1, result.Accepted);
        Assert.Equal((1, IntakeCode.InvalidText), (Assert.Single(result.Rejected).Index, result.Rejected[0].Code));
    }

    [Fact]
    public async Task What_was_found_is_shortened_and_shown_without_personal_data()
    {
        var long_ = await new Desk().RejectAsync(Viewed($"\"currency\":\"{new string('€', 5000)}\""));
        Assert.InRange(long_.Message.Length, 60, 200);
        var mail = await new Desk().RejectAsync(Viewed("\"currency\":\"bob@example.com\""));
        Assert.DoesNotContain("bob", mail.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"properties\":7", "properties")]
    [InlineData("\"context\":\"x\"", "context")]
    [InlineData("\"messageId\":{}", "messageId")]
    [InlineData("\"userId\":1.5", "userId")]
    [InlineData("\"type\":4", "type")]
    [InlineData("\"context\":{\"device\":[]}", "context.device")]
    [InlineData("\"context\":{\"timezone\":60}", "context.timezone")]
    [InlineData("\"properties\":{\"product_id\":true}", "properties.product_id")]
    [InlineData("\"properties\":{\"product_id\":\"a\",\"brand\":3}", "properties.brand")]
    public async Task A_wrong_type_names_its_field(string fields, string path)
    {
        var rejected = await new Desk().RejectAsync($$"""{"anonymousId":"a","event":"product_viewed",{{fields}}}""");
        Assert.Equal(IntakeCode.WrongType, rejected.Code);
        Assert.StartsWith(path + ": ", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_in_a_list_of_products_names_its_place()
    {
        var rejected = await new Desk().RejectAsync(Ordered("""
            "order_id":"o","total":1,"currency":"EUR","products":[{"product_id":"a"},{"product_id":"b","price":"free"}]
            """));
        Assert.StartsWith("properties.products[1].price: ", rejected.Message, StringComparison.Ordinal);
    }

    private static string Viewed(string fields) => $$$"""{"anonymousId":"a","event":"product_viewed","properties":{"product_id":"p",{{{fields}}} }}""";

    private static string Ordered(string properties) => $$$"""{"anonymousId":"a","event":"order_completed","properties":{ {{{properties}}} }}""";
}
