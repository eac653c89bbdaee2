using System.Text.Json;
using Recs.Cli.Tests.OnlineRetail;
using Recs.TestKit;

namespace Recs.Cli.Tests;

public sealed class RecommendVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Similar_products_come_with_the_reason()
    {
        await ImportAsync();
        var (exitCode, output, _) = await CommandLine.RunAsync("recommend", "re_sell", "--item", "M1", "--limit", "2", "--data", Data, "--json");
        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        var items = json.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["M2", "M3"], items.Select(i => i.GetProperty("id").GetString()).Order());
        Assert.All(items, i => Assert.Equal(("Kitchen & Dining > Mug", "similar_title"), (i.GetProperty("category").GetString(), i.GetProperty("reason").GetProperty("code").GetString())));
    }

    [Fact]
    public async Task Products_bought_together_come_for_people_too()
    {
        await ImportAsync();
        var (exitCode, output, _) = await CommandLine.RunAsync("recommend", "cross_sell", "--item", "M1", "--data", Data);
        Assert.Equal(0, exitCode);
        Assert.Contains("RED TEAPOT", output);
        Assert.Contains("Bought together with RED MUG", output);
    }

    [Fact]
    public async Task A_list_keeps_to_the_filters_it_is_asked_with()
    {
        await ImportAsync();
        async Task<string[]> IdsAsync(params string[] options)
        {
            var (exitCode, output, error) = await CommandLine.RunAsync(["recommend", "popular", "--limit", "200", "--data", Data, "--json", .. options]);
            Assert.True(exitCode == 0, error);
            return [.. JsonDocument.Parse(output).RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
        }

        var all = await IdsAsync();
        Assert.Equal(["M1", "M2", "M3"], (await IdsAsync("--category", "Kitchen & Dining > Mug")).Order());
        Assert.Equal(all.Except(["M1", "T1"]), await IdsAsync("--exclude", "M1,T1"));
        Assert.Equal(all, await IdsAsync("--min-price", "0.01", "--max-price", "1000"));
        Assert.Empty(await IdsAsync("--min-price", "1000"));
        Assert.Empty(await IdsAsync("--attr", "colour=red"));
        var mixed = await IdsAsync("--diversity", "1");
        Assert.NotEqual(all, mixed);
        Assert.Equal(all.Order(), mixed.Order());
    }

    [Fact]
    public async Task A_rule_that_asks_for_a_placement_is_asked_with_it()
    {
        await ImportAsync();
        await using (var installation = Recs.Sqlite.SqliteInstallation.Open(new Recs.Sqlite.SqliteOptions { Folder = Data }, TimeProvider.System))
        {
            var rule = new Recs.Core.Recommendations.Rules.Rule("home-first", Recs.Core.Recommendations.Rules.RuleAction.Pin)
            {
                When = new Recs.Core.Recommendations.Rules.RuleCondition { Placements = ["home"] },
                Products = new Recs.Core.Recommendations.Rules.ProductSelector { Items = [new Recs.Core.ItemId("M3")] },
            };
            await installation.Rules.PutAsync(Recs.Core.SiteId.Default, rule, TestContext.Current.CancellationToken);
        }

        var (_, elsewhere, _) = await CommandLine.RunAsync("recommend", "popular", "--data", Data, "--json");
        var (_, home, _) = await CommandLine.RunAsync("recommend", "popular", "--placement", "home", "--data", Data, "--json");
        string First(string list) => JsonDocument.Parse(list).RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
        Assert.NotEqual("M3", First(elsewhere));
        Assert.Equal("M3", First(home));
    }

    [Fact]
    public async Task Somebody_not_known_gets_a_list_from_what_was_done_lately()
    {
        await ImportAsync();
        async Task<JsonElement> ListAsync(params string[] options)
        {
            var (exitCode, output, error) = await CommandLine.RunAsync(["recommend", "cross_sell", "--data", Data, "--json", .. options]);
            Assert.True(exitCode == 0, error);
            return JsonDocument.Parse(output).RootElement.GetProperty("items")[0];
        }

        Assert.NotEqual("bought_together", (await ListAsync()).GetProperty("reason").GetProperty("code").GetString());
        var item = await ListAsync("--recent", "M1:cart,U3");
        Assert.Equal(("T1", "bought_together"), (item.GetProperty("id").GetString(), item.GetProperty("reason").GetProperty("code").GetString()));
        Assert.False(item.TryGetProperty("explanation", out _));
    }

    [Fact]
    public async Task A_list_says_what_its_scores_are_made_of_where_that_is_asked_for()
    {
        await ImportAsync();
        var (exitCode, output, _) = await CommandLine.RunAsync("recommend", "cross_sell", "--item", "M1", "--limit", "1", "--explain", "--data", Data, "--json");
        Assert.Equal(0, exitCode);
        var item = JsonDocument.Parse(output).RootElement.GetProperty("items")[0];
        var place = item.GetProperty("explanation");
        Assert.Equal("co_purchases", place.GetProperty("source").GetString());
        Assert.Equal(item.GetProperty("score").GetDouble(), place.GetProperty("parts").EnumerateArray().Sum(p => p.GetProperty("value").GetDouble()), 4);

        (exitCode, output, _) = await CommandLine.RunAsync("recommend", "cross_sell", "--item", "M1", "--limit", "1", "--explain", "--data", Data);
        Assert.Equal(0, exitCode);
        Assert.Contains("T1:", output);
        Assert.Contains("from co_purchases", output);
        Assert.Contains("M1: ", output);
    }

    [Fact]
    public async Task A_visitors_list_names_the_stage()
    {
        await ImportAsync();
        var (_, output, _) = await CommandLine.RunAsync("recommend", "for_you", "--visitor", "101", "--data", Data, "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal("Customer", json.RootElement.GetProperty("stage").GetString());
        Assert.False(json.RootElement.GetProperty("degraded").GetBoolean());
    }

    [Fact]
    public async Task An_unknown_visitor_is_an_error()
    {
        await ImportAsync();
        var (exitCode, _, error) = await CommandLine.RunAsync("recommend", "for_you", "--visitor", "nobody", "--data", Data);
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("knows no visitor nobody", error);
    }

    [Fact]
    public async Task As_of_a_time_it_is_the_list_of_that_time()
    {
        await ImportAsync();
        async Task<JsonElement> AtAsync(params string[] time)
        {
            var (exitCode, output, error) = await CommandLine.RunAsync(["recommend", "popular", "--visitor", "101", "--data", Data, "--json", .. time]);
            Assert.True(exitCode == 0, error);
            return JsonDocument.Parse(output).RootElement;
        }

        var (then, now) = (await AtAsync("--as-of", "2011-01-05"), await AtAsync());
        Assert.Equal("Customer", then.GetProperty("stage").GetString());
        string Reason(JsonElement list, string id) => list.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("id").GetString() == id).GetProperty("reason").GetProperty("text").GetString()!;
        Assert.Contains("in 1 order", Reason(then, "U3"), StringComparison.Ordinal);
        Assert.DoesNotContain("in 1 order ", Reason(now, "U3") + " ", StringComparison.Ordinal);

        var (exitCode, _, error) = await CommandLine.RunAsync("recommend", "popular", "--visitor", "160", "--data", Data, "--as-of", "2011-01-05");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("knows no visitor 160", error);
    }

    [Fact]
    public async Task Why_says_what_a_place_comes_from_and_what_keeps_a_product_out()
    {
        await ImportAsync();
        var (exitCode, output, _) = await CommandLine.RunAsync("why", "103", "T1", "cross_sell", "--item", "M1", "--data", Data);
        Assert.Equal(0, exitCode);
        Assert.Contains("It is in the list at place 1", output);
        Assert.Contains("M1:", output);
        Assert.Contains("from co_purchases", output);

        (exitCode, output, _) = await CommandLine.RunAsync("why", "101", "T1", "cross_sell", "--item", "M1", "--data", Data, "--json");
        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("just_bought", json.RootElement.GetProperty("keptOut").GetString());

        (exitCode, _, output) = await CommandLine.RunAsync("why", "nobody", "T1", "popular", "--data", Data);
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("knows no visitor nobody", output);
    }

    [Theory]
    [InlineData("no form. Expected one of re_sell", "similar")]
    [InlineData("limit is 0; 1 to 200", "popular", "--limit", "0")]
    [InlineData("An amount such as 9.50 was expected; “9,50” was found.", "popular", "--min-price", "9,50")]
    [InlineData("the lowest price 9 is above maxPrice, the highest, 8", "popular", "--min-price", "9", "--max-price", "8")]
    [InlineData("A number from 0 to 1 such as 0.3 was expected; “much” was found.", "popular", "--diversity", "much")]
    [InlineData("diversity is 2; 0 to 1", "popular", "--diversity", "2")]
    [InlineData("recent names 51 products; at most 50", "popular", "--recent", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y")]
    [InlineData("name=value was expected, such as colour=red; “colour” was found.", "popular", "--attr", "colour")]
    [InlineData("colour is given twice", "popular", "--attr", "colour=red", "--attr", "colour=blue")]
    public async Task A_wrong_request_is_wrong_usage(string message, params string[] line)
    {
        var (exitCode, output, error) = await CommandLine.RunAsync(["recommend", .. line, "--data", Data]);
        Assert.Equal((ExitCodes.Usage, ""), (exitCode, output));
        Assert.Contains(message, error);
    }

    // Mugs and teapots are bought together, umbrellas by themselves.
    private async Task ImportAsync()
    {
        var lines = new List<string>();
        for (var i = 1; i <= 60; i++)
        {
            var date = $"2011-{1 + (i / 20):D2}-{1 + (i % 20):D2} 10:00:00";
            string Line(string code, string description) => RetailCsv.Line(invoice: $"{i}", code: code, description: description, date: date, customer: $"{100 + i}");
            if (i % 3 == 0)
            {
                lines.Add(Line($"U{i % 7}", "FOLDING UMBRELLA"));
                continue;
            }

            lines.Add(Line("M1", "RED MUG"));
            lines.Add(Line("T1", "RED TEAPOT"));
            if (i % 8 == 1) lines.Add(Line("M2", "BLUE MUG"));
            if (i % 8 == 2) lines.Add(Line("M3", "GREEN MUG"));
        }

        RetailCsv.File(_folder, RetailCsv.Text([.. lines]), "d.csv");
        var (exitCode, _, error) = await CommandLine.RunAsync("import", "online-retail", _folder.Path, "--data", Data);
        Assert.True(exitCode == 0, error);
    }
}
