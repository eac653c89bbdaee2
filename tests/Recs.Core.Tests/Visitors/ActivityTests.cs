using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class ActivityTests
{
    public static TheoryData<double, double, double, double> Rhythms => new()
    {
        // mean gap, then the thresholds clamp(2m, 3, 30), clamp(4m, 14, 90), clamp(8m, 45, 180), all in days
        { 0.1, 3, 14, 45 },
        { 2, 4, 14, 45 },
        { 10, 20, 40, 80 },
        { 20, 30, 80, 160 },
        { 60, 30, 90, 180 },
    };

    [Fact]
    public void Without_a_rhythm_the_thresholds_are_14_45_and_90_days()
    {
        var ann = new Shopper().Page();
        AssertFalls(ann, 14, 45, 90);
    }

    [Theory]
    [MemberData(nameof(Rhythms))]
    public void From_the_third_session_they_follow_the_visitors_rhythm(double meanGap, double coolingDown, double atRisk, double lapsed)
    {
        var ann = new Shopper().Page().AfterDays(meanGap / 2).Page().AfterDays(meanGap * 1.5).Page();
        AssertFalls(ann, coolingDown, atRisk, lapsed);
    }

    [Fact]
    public void Two_sessions_are_no_rhythm_yet()
    {
        var ann = new Shopper().Page().AfterDays(1).Page();
        AssertFalls(ann, 14, 45, 90);
    }

    [Fact]
    public void Any_event_makes_active_again()
    {
        var ann = new Shopper().Page().AfterDays(100).Page();
        Assert.Equal(Activity.Active, ann.State.Activity);
        Assert.Equal(["Active → CoolingDown", "CoolingDown → AtRisk", "AtRisk → Lapsed", "Lapsed → Active"], ann.Told(VisitorChangeKind.Activity));
    }

    [Fact]
    public void Thresholds_that_coincide_are_told_as_one_change()
    {
        var same = new RhythmThreshold(TimeSpan.FromDays(5), 1, TimeSpan.FromDays(5), TimeSpan.FromDays(5));
        var ann = new Shopper(options: new VisitorOptions { Activity = new ActivityOptions { CoolingDown = same, AtRisk = same, Lapsed = same } });
        ann.Page().Wait(TimeSpan.FromDays(400));
        Assert.Equal(["Active → Lapsed"], ann.Told(VisitorChangeKind.Activity));
    }

    [Fact]
    public void Changed_options_count_from_the_visitors_next_record_on()
    {
        var quick = new RhythmThreshold(TimeSpan.FromDays(1), 1, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        var ann = new Shopper().Page();
        ann.Options = new VisitorOptions { Activity = new ActivityOptions { CoolingDown = quick } };
        ann.Wait(TimeSpan.FromDays(13));
        Assert.Equal(Activity.Active, ann.State.Activity);
        ann.Page().Wait(TimeSpan.FromDays(1));
        Assert.Equal(Activity.CoolingDown, ann.State.Activity);
    }

    private static void AssertFalls(Shopper ann, params double[] days)
    {
        var last = ann.Now;
        var fallen = Activity.Active;
        foreach (var day in days)
        {
            ann.Wait(last + TimeSpan.FromDays(day) - ann.Now - TimeSpan.FromMilliseconds(1));
            Assert.Equal(fallen, ann.State.Activity);
            ann.Wait(TimeSpan.FromMilliseconds(1));
            Assert.Equal(++fallen, ann.State.Activity);
            var told = ann.Changes[^1];
            Assert.Equal((VisitorChangeKind.Activity, "timer", last + TimeSpan.FromDays(day)), (told.Kind, told.Cause, told.Due));
        }

        Assert.Null(ann.State.NextDue);
    }
}
