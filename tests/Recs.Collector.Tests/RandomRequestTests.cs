using System.Globalization;
using System.Text;
using System.Text.Json;
using Recs.Collector.Tests.Fakes;
using Recs.Core.Events;
using Recs.TestKit;

namespace Recs.Collector.Tests;

/// <summary>Random and mutated requests: nothing is thrown, nothing is lost, and each event's neighbours survive.</summary>
public sealed class RandomRequestTests
{
    private const string Sentinel = """{"userId":"sentinel","event":"signed_up"}""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Two_thousand_random_requests_are_all_answered_and_nothing_is_lost(int seed)
    {
        var random = new Random(seed);
        var desk = new Desk();
        var accepted = 0;
        for (var i = 0; i < 2000; i++)
        {
            var body = RandomRequests.Request(random);
            var letters = desk.DeadLetters.Letters.Count;
            var context = random.Next(3) switch
            {
                0 => desk.Write,
                1 => desk.Secret with { Visitor = "c1" },
                _ => desk.History,
            };
            var result = await desk.SendAsync(body, context);
            accepted += result.Accepted;
            Assert.Equal(RandomRequests.EventsIn(body), result.Error is null ? result.Accepted + result.Duplicates + result.Withheld + result.Rejected.Count : null);
            Assert.Equal(accepted, desk.Log.Records.Count);
            Assert.Equal(result.Rejected.Count + (result.Error is null ? 0 : 1), desk.DeadLetters.Letters.Count - letters);
            Assert.All(result.Rejected, r => Assert.InRange(r.Message.Length, 1, 400));
        }

        Assert.InRange(accepted, 500, 20_000);
        Assert.All(desk.DeadLetters.Letters, letter => JsonDocument.Parse(letter.Body).Dispose());
    }

    [Fact]
    public async Task Each_nasty_value_in_each_field_rejects_at_most_its_own_event()
    {
        var desk = new Desk();
        foreach (var good in RandomRequests.Good)
        {
            foreach (var nasty in RandomRequests.Nasty)
            {
                foreach (var bad in RandomRequests.WithEachValueReplaced(good, nasty))
                {
                    desk.Log.Records.Clear();
                    var result = await desk.SendAsync($"[{Sentinel},{bad},{Sentinel}]", desk.Secret);
                    Assert.Null(result.Error);
                    Assert.Equal(3, result.Accepted + result.Withheld + result.Rejected.Count);
                    Assert.Equal(2, desk.Log.Records.Count(r => r.Record.Visitor.Value == "sentinel"));
                }
            }
        }
    }

    [Fact]
    public async Task Random_catalogues_are_all_answered()
    {
        var random = new Random(6);
        var desk = new Desk();
        string[] items =
        [
            """{"id":"a","title":"A","category":"X>Y","price":"1.5","currency":"EUR","inStock":true,"url":"/a","attributes":{"c":"d"}}""",
            """{"id":7,"name":"B","image_url":"https://s.example/b.png","repeatable":false}""",
        ];
        for (var i = 0; i < 2000; i++)
        {
            var list = Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomRequests.Changed(random, items[random.Next(items.Length)])).ToList();
            var text = random.Next(3) switch
            {
                0 => string.Join('\n', list),
                1 => "[" + string.Join(',', list) + "]",
                _ => "{\"items\":[" + string.Join(',', list) + "]}",
            };
            var result = await desk.PutAsync(RandomRequests.Damaged(random, Encoding.UTF8.GetBytes(text)));
            Assert.True(result.Error is null || result.Accepted == 0);
        }

        Assert.NotEmpty(desk.Catalog.Items);
    }

    [Fact]
    public void The_good_examples_are_good() => Assert.All(RandomRequests.Good, good => Assert.Equal(1, RandomRequests.EventsIn(Encoding.UTF8.GetBytes(good))));

    [Fact]
    public async Task Bodies_cut_anywhere_are_refused_or_read()
    {
        var desk = new Desk();
        var body = Encoding.UTF8.GetBytes("[" + string.Join(',', RandomRequests.Good) + "]");
        for (var length = 0; length < body.Length; length++)
        {
            var result = await desk.SendAsync(body[..length], desk.Secret);
            Assert.Equal(IntakeCode.InvalidJson, result.Error?.Code);
        }

        Assert.Empty(desk.Log.Records);
        var whole = await desk.SendAsync(body, desk.Secret);
        Assert.Equal(RandomRequests.Good.Length, whole.Accepted);
        Assert.IsType<PageViewed>(desk.Log.Records[0].Record.Event);
        Assert.Equal("12.5", ((OrderCompleted)desk.Log.Records[2].Record.Event).Total.ToString("0.####", CultureInfo.InvariantCulture));
    }
}
