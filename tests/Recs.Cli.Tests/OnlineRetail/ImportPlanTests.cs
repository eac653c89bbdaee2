using Recs.Cli.OnlineRetail;

namespace Recs.Cli.Tests.OnlineRetail;

public sealed class ImportPlanTests
{
    private static readonly IReadOnlyList<ShopEvent> Events = ShopHistory.Tell(RetailCsv.Book(
        RetailCsv.Line(invoice: "1", date: "2010-12-01 09:00:00"),
        RetailCsv.Line(invoice: "2", date: "2010-12-02 09:00:00"),
        RetailCsv.Line(invoice: "3", date: "2010-12-03 09:00:00")));

    [Fact]
    public void An_empty_site_lacks_all() => Assert.Equal(Events, ImportPlan.Missing(Events, new HashSet<string>()));

    [Fact]
    public void A_site_that_holds_the_beginning_lacks_the_rest() =>
        Assert.Equal(["online-retail:order:2", "online-retail:order:3"], ImportPlan.Missing(Events, There(2)).Select(e => e.MessageId));

    [Fact]
    public void A_site_that_holds_all_lacks_nothing_whatever_else_it_holds() =>
        Assert.Empty(ImportPlan.Missing(Events, There(4, "something-else")));

    [Fact]
    public void A_site_that_holds_something_else_is_refused()
    {
        var error = Assert.Throws<CliException>(() => ImportPlan.Missing(Events, There(2, "something-else")));
        Assert.Equal(ExitCodes.DataFolder, error.ExitCode);
        Assert.Contains("already holds 1 records that are not of this import", error.Message);
        Assert.Contains("--data", error.Message);
    }

    [Fact]
    public void A_site_that_holds_a_later_part_only_is_refused()
    {
        var error = Assert.Throws<CliException>(() => ImportPlan.Missing(Events, new HashSet<string> { "online-retail:order:3" }));
        Assert.Contains("History can only be added at its end", error.Message);
    }

    private static HashSet<string> There(int count, params string[] others) =>
        [.. Events.Take(count).Select(e => e.MessageId), RetailImport.OptionsMessageId, .. others];
}
