using Recs.Core.Events;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Streaming;

namespace Recs.Core.Tests.Recommendations.Counting;

/// <summary>The same events in the same order give the same bytes.</summary>
public sealed class CountsFoldTests
{
    private static readonly CountingOptions Small = new() { CoPurchaseNeighbours = 6, CoViewNeighbours = 4, BasketItems = 10 };

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Bytes_do_not_depend_on_when_changes_are_taken(int batch)
    {
        var events = Stream(1500).ToArray();
        var whole = new Counted(Small).Apply(events);
        var parts = new Counted(Small);
        foreach (var part in events.Chunk(batch)) parts.Apply(part).Commit();
        Assert.Equal(whole.Bytes(), parts.Bytes());
    }

    [Fact]
    public void A_restart_in_the_middle_changes_nothing()
    {
        var events = Stream(1500).ToArray();
        var restarted = new Counted(Small);
        foreach (var part in events.Chunk(211))
        {
            restarted.Apply(part);
            restarted.Restart();
        }

        Assert.Equal(new Counted(Small).Apply(events).Bytes(), restarted.Bytes());
    }

    [Fact]
    public void Loading_a_counter_and_writing_it_again_gives_the_same_bytes()
    {
        var first = new Counted().Apply([.. Stream(500)]);
        first.Restart();
        var before = first.Bytes();
        // Views without neighbours touch totals and item only; every other counter must come back as it was.
        foreach (var item in Enumerable.Range(0, 40)) first.Apply(Given.Order($"again{item}", [$"I{item}"]));
        var lists = (string text) => text.Split('\n').Where(l => l.Contains($", {(byte)CounterKind.CoViews}, ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(lists(before));
        Assert.Equal(lists(before), lists(first.Bytes()));
    }

    [Fact]
    public void Each_changed_counter_is_taken_once_and_then_forgotten()
    {
        var counted = new Counted().Apply(Given.Order("1", ["A", "B"]), Given.Order("2", ["A", "B"]));
        var taken = counted.Commit();
        Assert.Equal(taken.Count, taken.Select(c => (c.Kind, c.Key)).Distinct().Count());
        Assert.Equal(5, taken.Count);
        Assert.Empty(counted.Commit());
    }

    [Fact]
    public void Lists_never_outgrow_their_bound()
    {
        var counted = new Counted(Small).Apply([.. Stream(1500)]);
        foreach (var i in Enumerable.Range(0, 40))
        {
            Assert.InRange(counted.Neighbours(CounterKind.CoPurchases, $"I{i}").Length, 1, 6);
            Assert.InRange(counted.Neighbours(CounterKind.CoViews, $"I{i}").Length, 1, 4);
        }
    }

    [Fact]
    public void A_counter_of_a_newer_version_is_refused_with_what_to_do()
    {
        foreach (var counter in new Counted().Apply(Given.Order("1", ["A", "B"]), Given.View("A", earlier: ["B"])).Commit())
        {
            var newer = counter.Bytes.ToArray();
            newer[0]++;
            var error = Assert.Throws<StoredFormatException>(() => new PartitionCounts(Small).Load(counter with { Bytes = newer }));
            Assert.Contains("version 2", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<StoredFormatException>(() => new PartitionCounts(Small).Load(new StoredCounter(SiteId.Default, 99, 1, [1])));
    }

    private static IEnumerable<AppliedEvent> Stream(int count)
    {
        var random = new Random(20260302);
        var time = Given.Start;
        for (var i = 0; i < count; i++)
        {
            time += TimeSpan.FromHours(random.Next(0, 8));
            var late = random.Next(5) == 0 ? time - TimeSpan.FromDays(3) : time;
            yield return random.Next(4) switch
            {
                0 => Given.Order($"o{i}", Items(random, random.Next(1, 25)), late, before: Items(random, 5), againBefore: Items(random, 2)),
                1 => Given.Of(new CartAdded(Given.Header(late), Given.Line($"I{random.Next(40)}", random.Next(1, 9)))),
                _ => Given.View($"I{random.Next(40)}", late, Items(random, random.Next(0, 12)), random.Next(6) == 0),
            };
        }
    }

    private static string[] Items(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => $"I{(int)(40 * random.NextDouble() * random.NextDouble())}").Distinct()];
}
