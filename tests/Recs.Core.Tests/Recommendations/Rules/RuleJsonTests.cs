using System.Text;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Recommendations.Rules;

public sealed class RuleJsonTests
{
    private const string Full = """
        {"title":"Summer “pots”","enabled":false,"priority":7,"from":"2026-06-01T00:00:00Z","until":"2026-09-01",
         "when":{"placements":["home"],"forms":["for_you","up_sell"],"category":"Home>Pots","stages":["Customer"],
                 "window":{"days":["sat","sun"],"from":"08:00","until":"20:30","timeZone":"Europe/Berlin"}},
         "action":"boost","products":{"items":["pot"],"category":"Home","brand":"Acme","attributes":{"colour":"red"},"minPrice":1.5,"maxPrice":40},"factor":3.5}
        """;

    [Fact]
    public void Every_field_is_read_and_written_so_that_it_reads_the_same()
    {
        var rule = Read(Full);
        Assert.Equal(("summer", "Summer “pots”", false, 7, RuleAction.Boost, 3.5), (rule.Id, rule.Title, rule.Enabled, rule.Priority, rule.Action, rule.Factor));
        Assert.Equal(["home"], rule.When.Placements);
        Assert.Equal([RecommendationForm.ForYou, RecommendationForm.UpSell], rule.When.Forms);
        Assert.Equal([LifecycleStage.Customer], rule.When.Stages);
        Assert.Equal([DayOfWeek.Saturday, DayOfWeek.Sunday], rule.When.Window!.Days);
        Assert.Equal(("Home > Pots", "Europe/Berlin"), (rule.When.Category, rule.When.Window.Zone.Id));
        Assert.Equal("2026-09-01T00:00:00.000Z", rule.Until.ToString());
        Assert.Equal(("Home", "Acme", 1.5m, 40m), (rule.Products.Category, rule.Products.Brand, rule.Products.MinPrice, rule.Products.MaxPrice));
        Assert.Equal(RuleJson.Write(rule), RuleJson.Write(Read(RuleJson.Write(rule))));
    }

    [Fact]
    public void The_least_a_rule_needs_is_an_action_and_products()
    {
        var rule = Read("""{"action":"hide","products":{"items":["pot"]}}""");
        Assert.Equal((true, 0, null, null), (rule.Enabled, rule.Priority, rule.From, rule.Until));
        Assert.True(rule.Applies(new RuleOccasion(RecommendationForm.Popular, null, null, null, default)));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_by_field()
    {
        var problems = Problems("""
            {"action":"promote","priority":5000,"from":"2026-09-01","until":"2026-06-01","when":{"forms":["best"],"stages":["Fan"],"place":"x","window":{"days":["someday"],"from":"8","timeZone":"Moon/Sea"}},
             "products":{"minPrice":9,"maxPrice":1,"brand":5}}
            """);
        foreach (var field in new[] { "action", "priority", "until", "when.forms", "when.stages", "when.place", "when.window.days", "when.window.from", "when.window.timeZone", "products.minPrice", "products.brand" })
            Assert.Contains(problems, p => p.StartsWith(field + ":", StringComparison.Ordinal));
        Assert.Equal(11, problems.Count);
    }

    [Theory]
    [InlineData("""{"action":"hide"}""", "products")]
    [InlineData("""{"action":"hide","products":{}}""", "products")]
    [InlineData("""{"action":"pin","products":{"items":["a","b"]}}""", "products.items")]
    [InlineData("""{"action":"pin","products":{"items":["a"],"brand":"Acme"}}""", "products.items")]
    [InlineData("""{"action":"pin","products":{"items":["a"]},"position":0}""", "position")]
    [InlineData("""{"action":"hide","products":{"items":["a"]},"position":1}""", "position")]
    [InlineData("""{"action":"pin","products":{"items":["a"]},"factor":2}""", "factor")]
    [InlineData("""{"action":"boost","products":{"items":["a"]},"factor":0.5}""", "factor")]
    [InlineData("""{"action":"hide","products":{"items":["a"]},"prioritty":1}""", "prioritty")]
    [InlineData("[]", "the body")]
    [InlineData("{", "the body is not JSON")]
    [InlineData("""{"action":"hide","title":"\ud800","products":{"items":["a"]}}""", "the body is not JSON")]
    public void What_is_wrong_is_named(string json, string field) => Assert.Contains(field, Assert.Single(Problems(json)), StringComparison.Ordinal);

    private static Rule Read(string json)
    {
        var rule = RuleJson.Read(Encoding.UTF8.GetBytes(json), "summer", out var problems);
        Assert.Empty(problems);
        return rule!;
    }

    private static IReadOnlyList<string> Problems(string json)
    {
        Assert.Null(RuleJson.Read(Encoding.UTF8.GetBytes(json), "summer", out var problems));
        return problems;
    }
}
