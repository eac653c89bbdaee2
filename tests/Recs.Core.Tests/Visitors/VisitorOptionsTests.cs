using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class VisitorOptionsTests
{
    [Fact]
    public void Options_come_back_from_their_JSON()
    {
        var options = new VisitorOptions
        {
            SessionIdle = TimeSpan.FromMinutes(7),
            BaseCurrency = "GBP",
            TimeZone = "Europe/London",
            Loyalty = new LoyaltyOptions { Orders = 4, Gaps = 1.5 },
            Activity = new ActivityOptions { Lapsed = new RhythmThreshold(TimeSpan.FromDays(1), 2, TimeSpan.FromDays(3), TimeSpan.FromDays(4)) },
            Weights = new AffinityWeights { Cart = 0.1 },
        };
        Assert.Equal(options, VisitorOptions.FromJson(options.ToJson()));
        Assert.Equal(VisitorOptions.Default, VisitorOptions.FromJson(VisitorOptions.Default.ToJson()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    public void What_is_not_said_is_the_default(string json) => Assert.Equal(VisitorOptions.Default, VisitorOptions.FromJson(json));

    [Fact]
    public void One_said_option_leaves_the_others()
    {
        Assert.Equal(new VisitorOptions { BaseCurrency = "GBP" }, VisitorOptions.FromJson("""{"BaseCurrency":"GBP"}"""));
        Assert.Equal(
            new VisitorOptions { Loyalty = new LoyaltyOptions { Orders = 5 } },
            VisitorOptions.FromJson("""{"Loyalty":{"Orders":5}}"""));
    }

    [Theory]
    [InlineData("""{"SesionIdle":"00:10:00"}""", "SesionIdle")]
    [InlineData("""{"SessionIdle":"soon"}""", "SessionIdle")]
    [InlineData("""{"HalfLife":"00:00:00"}""", "HalfLife")]
    [InlineData("""{"SessionIdle":"-00:10:00"}""", "SessionIdle")]
    [InlineData("""{"BaseCurrency":null}""", "BaseCurrency")]
    [InlineData("""{"Activity":null}""", "Activity")]
    [InlineData("""{"Loyalty":{"Orders":11}}""", "Orders")]
    [InlineData("no JSON", "options")]
    public void Options_that_cannot_be_used_are_refused_by_name(string json, string named)
    {
        var refused = Assert.Throws<StoredFormatException>(() => VisitorOptions.FromJson(json));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
