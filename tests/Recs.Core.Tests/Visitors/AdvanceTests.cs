using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>Time passing in steps is time passing at once, and what a visitor is at a time does not depend on when one looked.</summary>
public sealed class AdvanceTests
{
    [Fact]
    public void Passing_to_one_time_and_then_another_is_passing_to_the_other() => Law.Holds(Law.AnySeed, seed =>
    {
        var random = new Random(~seed);
        var (once, often) = (Life(seed), Life(seed));
        var target = TimeSpan.FromHours(random.Next(24 * 500));
        var steps = Enumerable.Range(0, random.Next(1, 6)).Select(_ => target * random.NextDouble()).Order().ToList();
        var start = often.Now;
        foreach (var step in steps) often.Wait(start + step - often.Now);
        often.Wait(start + target - often.Now);
        once.Wait(target);
        Assert.Equal(once.Bytes, often.Bytes);
        Assert.Equal(once.Changes, often.Changes);
    });

    [Fact]
    public void An_event_after_ticks_finds_what_it_finds_without_them() => Law.Holds(Law.AnySeed, seed =>
    {
        var random = new Random(~seed);
        var (quiet, ticked) = (Life(seed), Life(seed));
        var wait = TimeSpan.FromHours(random.Next(24 * 200));
        for (var i = 0; i < 10; i++) ticked.Wait(wait / 10);
        quiet.After(wait / 10 * 10);
        foreach (var shopper in new[] { quiet, ticked }) shopper.Page().Add("mug").Wait(TimeSpan.FromDays(2));
        Assert.Equal(quiet.Bytes, ticked.Bytes);
        Assert.Equal(quiet.Changes, ticked.Changes);
    });

    [Fact]
    public void A_restart_at_any_moment_changes_nothing() => Law.Holds(Law.AnySeed, seed =>
    {
        var (through, restarted) = (Life(seed), Life(seed, restart: true));
        Assert.Equal(through.Bytes, restarted.Bytes);
        Assert.Equal(through.Changes, restarted.Changes);
        Assert.Equal(through.Grain.Orders.Entries.Select(o => Convert.ToHexString(o.Value.Encode())), restarted.Grain.Orders.Entries.Select(o => Convert.ToHexString(o.Value.Encode())));
    });

    [Fact]
    public void No_timer_fires_after_everything_has_lapsed()
    {
        foreach (var seed in Enumerable.Range(0, 50))
        {
            var shopper = Life(seed).Wait(TimeSpan.FromDays(800));
            Assert.Null(shopper.State.NextDue);
            if (!shopper.State.Consent.RefusesRecognition) Assert.Equal(Activity.Lapsed, shopper.State.Activity);
        }
    }

    private static Shopper Life(int seed, bool restart = false)
    {
        var random = new Random(seed);
        var shopper = new Shopper().Page();
        for (var n = random.Next(1, 40); n > 0; n--)
        {
            RandomEvents.Step(shopper, random);
            if (restart && random.Next(3) == 0) shopper.Restart();
            else if (!restart) random.Next(3);
        }

        return shopper;
    }
}
