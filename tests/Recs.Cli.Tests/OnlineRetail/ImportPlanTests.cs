using Recs.Cli.Hosting;
using Recs.Cli.OnlineRetail;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class ImportPlanTests
{
    private static readonly IReadOnlyList<ShopEvent> Events = ShopHistory.Tell(RetailCsv.Book(
        RetailCsv.Line(invoice: "1", date: "2010-12-01 09:00:00"),
        RetailCsv.Line(invoice: "2", date: "2010-12-02 09:00:00"),
        RetailCsv.Line(invoice: "3", date: "2010-12-03 09:00:00")));

    [Fact]
    public void An_empty_site_lacks_all_and_takes_the_options()
    {
        var plan = ImportPlan.Of(Events, Held([]));
        Assert.Equal(Events, plan.Missing);
        Assert.Equal((true, true, null), (plan.IsFirst, plan.IsAlone, plan.Warning));
    }

    [Fact]
    public void A_site_that_holds_the_beginning_lacks_the_rest()
    {
        var plan = ImportPlan.Of(Events, Held(Ids[..2]));
        Assert.Equal(["online-retail:order:2", "online-retail:order:3"], plan.Missing.Select(e => e.MessageId));
        Assert.Equal((false, true, null), (plan.IsFirst, plan.IsAlone, plan.Warning));
    }

    [Fact]
    public void A_site_that_holds_all_lacks_nothing_and_is_not_warned_whatever_else_it_holds()
    {
        var plan = ImportPlan.Of(Events, Held(Ids, others: 5));
        Assert.Empty(plan.Missing);
        Assert.Equal((false, false, null), (plan.IsFirst, plan.IsAlone, plan.Warning));
    }

    [Fact]
    public void A_site_that_holds_something_else_keeps_its_options_and_is_warned()
    {
        var plan = ImportPlan.Of(Events, Held([], others: 1_234));
        Assert.Equal(Events, plan.Missing);
        Assert.Equal((false, false), (plan.IsFirst, plan.IsAlone));
        Assert.Contains("holds 1,234 events that are not of this import", plan.Warning);
        Assert.Contains("totals", plan.Warning);
    }

    [Fact]
    public void A_living_site_is_told_that_nothing_begins_in_the_past()
    {
        var plan = ImportPlan.Of(Events, new HeldRecords(new HashSet<string>(), 7, Living: true));
        Assert.Contains("no session, stage or timer begins in the past", plan.Warning);
    }

    [Fact]
    public void A_site_that_holds_a_later_part_only_is_warned()
    {
        var plan = ImportPlan.Of(Events, Held(["online-retail:order:3"]));
        Assert.Equal(3, plan.Missing.Count);
        Assert.Contains("holds 1 later events of this import", plan.Warning);
    }

    [Fact]
    public void The_same_missing_events_have_the_same_name_and_others_another()
    {
        var name = ImportPlan.Of(Events, Held([])).ImportId;
        Assert.Equal(name, ImportPlan.Of(Events, Held([])).ImportId);
        Assert.NotEqual(name, ImportPlan.Of(Events, Held(Ids[..1])).ImportId);
        Assert.InRange(name.Length, 1, 64);
    }

    private static string[] Ids => [.. Events.Select(e => e.MessageId)];

    private static HeldRecords Held(string[] ids, long others = 0) => new(ids.ToHashSet(), others, Living: false);
}
