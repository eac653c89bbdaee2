using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>No encoded state is larger than 16 KB, at no record, whatever is sent.</summary>
public sealed class StateBudgetTests(ITestOutputHelper output)
{
    private const int Events = 3_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whoever_wants_a_large_state_gets_16_KB_at_most(int seed)
    {
        var (random, shopper, largest) = (new Random(seed), new Shopper(), 0);
        for (var i = 0; i < Events; i++)
        {
            AdversarialShopper.Step(shopper, random);
            largest = Math.Max(largest, AssertBounded(shopper.State));
        }

        output.WriteLine($"The largest state: {largest} bytes.");
        Assert.InRange(largest, VisitorLimits.MaxBytes / 2, VisitorLimits.MaxBytes);
        Assert.InRange(shopper.State.Spending.ByCurrency.Count, 140, 180);
    }

    [Fact]
    public void Not_even_counts_at_the_ends_of_their_ranges_break_the_bound()
    {
        var (random, shopper) = (new Random(4), new Shopper());
        for (var i = 0; i < Events; i++)
        {
            AdversarialShopper.Step(shopper, random);
            if (i % 40 != 0) continue;
            Extremes.Set(shopper.State);
            foreach (var currency in AdversarialShopper.Currencies) shopper.State.Spending.AddNet(currency, 7e22m);
            StateBudget.Keep(shopper.State);
            AssertBounded(shopper.State);
            Reset(shopper.State);
        }
    }

    [Fact]
    public void Merging_the_largest_states_gives_one_that_is_no_larger()
    {
        var sides = Enumerable.Range(10, 5).Select(seed =>
        {
            var (random, shopper) = (new Random(seed), new Shopper($"device-{seed}"));
            for (var i = 0; i < 1_200; i++) AdversarialShopper.Step(shopper, random);
            return shopper;
        }).ToList();
        var user = new Shopper("user").After(sides.Max(s => s.Now) - Shopper.Start);
        foreach (var side in sides)
        {
            user.Send(new Core.Events.Merged(user.Header(), Hash64.Of(side.Key.Visitor.Value), side.Key.Visitor, [.. side.Bytes], []));
            AssertBounded(user.State);
        }
    }

    [Fact]
    public void Ordinary_busy_visitors_lose_nothing_to_the_bound()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var shopper = RealisticShopper.Of(seed, events: 600);
            AssertBounded(shopper.State);
            Assert.Equal(20, shopper.State.RecentPages.NewestFirst.Count);
            Assert.Equal(50, shopper.State.RecentProducts.NewestFirst.Count);
        }
    }

    private static int AssertBounded(VisitorState state)
    {
        var size = VisitorStateCodec.Encode(state).Length;
        Assert.InRange(size, 1, StateBudget.UpperBound(state));
        Assert.InRange(size, 1, VisitorLimits.MaxBytes);
        return size;
    }

    // What was set to the end of its range must not overflow with the next event.
    private static void Reset(VisitorState state)
    {
        (state.Pages, state.ProductViews, state.DwellMilliseconds) = (0, 0, 0);
        state.Categories = new AffinityTable(VisitorLimits.Categories);
    }
}
