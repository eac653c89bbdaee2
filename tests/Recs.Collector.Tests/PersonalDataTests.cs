using System.Collections.Frozen;
using Recs.Collector.Privacy;
using Recs.Collector.Tests.Fakes;
using Recs.Core.Events;

namespace Recs.Collector.Tests;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("bob@example.com", "[removed]")]
    [InlineData("Order for bob.o'neil+mugs@mail.example.co.uk, please", "Order for [removed], please")]
    [InlineData("a@b.de and c@d.org.", "[removed] and [removed].")]
    [InlineData("müller@büro.de", "[removed]")]
    [InlineData("bob123@example.com", "[removed]")]
    [InlineData("+49 171 1234567", "[removed]")]
    [InlineData("+491711234567", "[removed]")]
    [InlineData("call 0049 171 1234567 now", "call [removed] now")]
    [InlineData("00491711234567", "[removed]")]
    [InlineData("0171/1234567", "[removed]")]
    [InlineData("0171 123 45 67", "[removed]")]
    [InlineData("(030) 1234567", "[removed]")]
    [InlineData("020 7946 0018", "[removed]")]
    [InlineData("06 12 34 56 78", "[removed]")]
    [InlineData("0612345678", "[removed]")]
    [InlineData("555-123-4567", "[removed]")]
    [InlineData("(555) 123-4567", "[removed]")]
    [InlineData("1-555-123-4567", "[removed]")]
    [InlineData("+1 555 123 4567, bob@x.org", "[removed], [removed]")]
    [InlineData("192.168.10.100", "[removed]")]
    [InlineData("from 203.0.113.7, port 80", "from [removed], port 80")]
    [InlineData("203.0.113.7:8080.", "[removed]:8080.")]
    [InlineData("2001:db8::8a2e:370:7334", "[removed]")]
    [InlineData("[2001:db8:0:0:0:0:2:1] and ::ffff:203.0.113.7", "[[removed]] and ::ffff:[removed]")]
    [InlineData("fe80::1:2. Next", "[removed]. Next")]
    public void Addresses_and_telephone_numbers_are_removed(string text, string clean)
    {
        var removed = 0;
        Assert.Equal(clean, PersonalText.Clean(text, ref removed));
        Assert.Equal(clean.Split("[removed]").Length - 1, removed);
    }

    [Theory]
    [InlineData("Blue mug")]
    [InlineData("WHITE HANGING HEART T-LIGHT HOLDER 85123A")]
    [InlineData("iPhone 15 Pro 256 GB, 2 x 1.5 m")]
    [InlineData("2026-03-02 10:00")]
    [InlineData("01.02.2024 10:30")]
    [InlineData("1,299.00 EUR")]
    [InlineData("100 x 200 x 300")]
    [InlineData("4006381333931")]
    [InlineData("EAN 4006381333931")]
    [InlineData("7890123456789")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("a1b0171123456c")]
    [InlineData("@home, me@home, @ 5 pm")]
    [InlineData("50% off @ shop.example.com")]
    [InlineData("0.5-0.75 l")]
    [InlineData("Windows 10.0.19041.1288, firmware 1.2.3 and 1.2.3.4.5")]
    [InlineData("256.1.1.1 and 01.02.03.04 and v1.2.3.4")]
    [InlineData("10:30:15, 16:9, std::vector, Ratio 1::2, aa:bb:cc:dd:ee:ff")]
    [InlineData("")]
    public void Other_text_stays(string text)
    {
        var removed = 0;
        Assert.Same(text, PersonalText.Clean(text, ref removed));
        Assert.Equal(0, removed);
    }

    [Theory]
    [InlineData("https://shop.example/mugs?size=2&utm_source=mail&gclid=G1&sid=9#reviews", "/mugs?utm_source=mail&gclid=G1")]
    [InlineData("https://bob:secret@shop.example/a", "/a")]
    [InlineData("/a/b?UTM_Campaign=x&colour=blue&email=bob@x.org", "/a/b?UTM_Campaign=x&colour=blue")]
    [InlineData("/a;jsessionid=123/b", "/a/b")]
    [InlineData("/user/bob@example.com/orders", "/user/[removed]/orders")]
    [InlineData("/user/bob%40example.com/orders", "/user/[removed]/orders")]
    [InlineData("/p/100%25-wool", "/p/100%25-wool")]
    [InlineData("/p/7890123456789", "/p/7890123456789")]
    [InlineData("/a?utm_content=bob%40example.com", "/a?utm_content=[removed]")]
    [InlineData("https://shop.example", "/")]
    [InlineData("https://shop.example?utm_term=a", "/?utm_term=a")]
    [InlineData("//shop.example/x", "/x")]
    [InlineData("/go?to=https://other.example/", "/go")]
    [InlineData("", "/")]
    public void A_page_keeps_its_path_and_known_parameters(string url, string page)
    {
        var removed = 0;
        Assert.Equal(page, CleanUrl.Page(url, new[] { "colour" }.ToFrozenSet(), ref removed));
    }

    [Theory]
    [InlineData("https://www.google.com/search?q=my+name", "https://www.google.com/search")]
    [InlineData("https://bob@other.example:8080/x#y", "https://other.example:8080/x")]
    [InlineData("https://other.example", "https://other.example")]
    [InlineData("android-app://com.google.android.gm", "android-app://com.google.android.gm")]
    [InlineData("mailto:bob@example.com", "mailto:[removed]")]
    [InlineData("http://203.0.113.7/x", "http://[removed]/x")]
    [InlineData("http://[2001:db8::8a2e:370:7334]:80/x", "http://[[removed]]:80/x")]
    public void A_referrer_keeps_its_host_too(string url, string link)
    {
        var removed = 0;
        Assert.Equal(link, CleanUrl.Link(url, FrozenSet<string>.Empty, ref removed));
    }

    [Fact]
    public async Task Free_fields_are_cleaned_counted_and_the_event_counts()
    {
        var desk = new Desk();
        var result = await desk.SendAsync("""
            [{"anonymousId":"a","type":"page","properties":{"path":"/u/bob@x.org","title":"Hello bob@x.org","referrer":"https://r.example/bob@x.org"}},
             {"anonymousId":"a","event":"products_searched","properties":{"query":"call +49 171 1234567"}},
             {"anonymousId":"a","userId":"u","type":"identify","traits":{"email":"bob@x.org","phone":491711234567,"region":"Bavaria"}},
             {"anonymousId":"a","event":"product_viewed","properties":{"product_id":"p","name":"for bob@x.org","brand":"b@b.de","category":"c@c.de > d"}},
             {"anonymousId":"a","event":"signed_up","properties":{"method":"bob@x.org"}}]
            """);
        Assert.Equal((5, 10), (result.Accepted, result.Redacted));
        Assert.Equal("call [removed]", ((ProductsSearched)desk.Log.Records[1].Record.Event).Query);
        var traits = ((Identified)desk.Log.Records[2].Record.Event).Traits;
        Assert.Equal(["[removed]", "[removed]", "Bavaria"], traits.Select(t => t.Value));
    }

    [Fact]
    public async Task Only_what_is_accepted_is_counted()
    {
        var result = await new Desk().SendAsync("""
            [{"anonymousId":"a","messageId":"m","event":"products_searched","properties":{"query":"bob@x.org"}},
             {"anonymousId":"a","messageId":"m","event":"products_searched","properties":{"query":"bob@x.org"}},
             {"event":"products_searched","properties":{"query":"bob@x.org"}}]
            """);
        Assert.Equal((1, 1, 1, 1), (result.Accepted, result.Duplicates, result.Rejected.Count, result.Redacted));
    }

    [Fact]
    public async Task The_sites_own_parameters_stay()
    {
        var desk = new Desk();
        var page = await desk.AcceptAsync<PageViewed>(
            """{"anonymousId":"a","type":"page","properties":{"url":"/x?colour=blue&size=2"}}""", desk.Write with { KeptParameters = new HashSet<string> { "colour" } });
        Assert.Equal("/x?colour=blue", page.Path);
    }

    [Fact]
    public async Task Dead_letters_hold_the_cleaned_event()
    {
        var desk = new Desk();
        await desk.SendAsync("""
            {"anonymousId":"a-1","messageId":"m-1","writeKey":"secret","event":"nothing of the kind",
             "context":{"ip":"10.1.2.3","userAgent":"Mozilla/5.0","page":{"url":"https://s.example/x?token=t&utm_source=u","search":"?token=t"}},
             "properties":{"order_id":"0612345678","note":"mail bob@x.org or +49 171 1234567","list":["bob@x.org"],"bob@x.org":1}}
            """);
        var letter = Assert.Single(desk.DeadLetters.Letters);
        Assert.Equal(("unknown_event", "m-1"), (letter.Code, letter.MessageId));
        Assert.Contains("\"anonymousId\":\"a-1\"", letter.Body, StringComparison.Ordinal);
        Assert.Contains("\"order_id\":\"0612345678\"", letter.Body, StringComparison.Ordinal);
        Assert.Contains("utm_source=u", letter.Body, StringComparison.Ordinal);
        Assert.Contains("mail [removed] or [removed]", letter.Body, StringComparison.Ordinal);
        foreach (var secret in new[] { "bob", "171", "10.1.2.3", "Mozilla", "token", "secret" })
            Assert.DoesNotContain(secret, letter.Body + letter.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_whose_names_promise_personal_data_keep_nothing_of_it()
    {
        var desk = new Desk();
        var identified = await desk.AcceptAsync<Identified>("""
            {"type":"identify","anonymousId":"a","userId":"u","traits":{"Mobile_Phone":1711234567,"contact":{"e-mail":"bob at home"},"lastIp":"n","ip":"x","email":true,"phone":null}}
            """);
        Assert.Equal(
            ["Mobile_Phone=[removed]", "contact.e-mail=[removed]", "lastIp=n", "ip=[removed]", "email=true", "phone="],
            identified.Traits.Select(t => $"{t.Name}={t.Value}"));
        await desk.SendAsync("""{"event":"none","properties":{"phone":491711234567,"customer":{"telephone":"at home"},"size":42}}""");
        Assert.Equal("""{"event":"none","properties":{"phone":"[removed]","customer":{"telephone":"[removed]"},"size":42}}""", desk.DeadLetters.Letters[^1].Body);
    }

    [Fact]
    public async Task Dead_letters_are_shortened_and_of_what_cannot_be_read_a_hash()
    {
        var desk = new Desk();
        await desk.SendAsync($$"""[{"event":"{{new string('x', 20_000)}}","n":{{new string('9', 5000)}}},{"event":"\udc00 bob@x.org"}]""");
        Assert.InRange(desk.DeadLetters.Letters[0].Body.Length, 600, 1400);
        Assert.Matches("^\\{\"sha256\":\"[0-9a-f]{64}\",\"length\":[0-9]+,\"error\":\"event: expected text.*\"\\}$", desk.DeadLetters.Letters[1].Body);
    }

    [Fact]
    public void Cleaning_takes_time_in_proportion_to_the_text()
    {
        foreach (var unit in new[] { "a@", "1 ", "@1", "0171-", "+1(2)", "a.b-c@d", "00 " })
        {
            var removed = 0;
            var text = string.Concat(Enumerable.Repeat(unit, 500_000 / unit.Length));
            Assert.True(PersonalText.Clean(text, ref removed).Length <= text.Length * 5);
        }
    }
}
