using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Rules;
using static Recs.Server.Tests.Recommender.TeaShop;

namespace Recs.Server.Tests.Recommender;

public sealed class RuleEndpointTests
{
    private const string Hide = """{"title":"No best seller","action":"hide","products":{"items":["i0"]}}""";

    [Fact]
    public async Task A_rule_is_in_force_once_it_is_put_and_until_it_is_deleted()
    {
        await using var server = await OpenAsync();
        Assert.Equal("i0", Ids(await ListAsync(server, "form=popular"))[0]);
        var put = await OkAsync(server, HttpMethod.Put, "/v1/rules/no-best", Hide);
        Assert.Equal(("no-best", "hide"), (put.GetProperty("id").GetString(), put.GetProperty("action").GetString()));
        Assert.Equal("i1", Ids(await ListAsync(server, "form=popular"))[0]);
        Assert.Equal(put.GetRawText(), (await OkAsync(server, HttpMethod.Get, "/v1/rules/no-best", null)).GetRawText());
        await OkAsync(server, HttpMethod.Delete, "/v1/rules/no-best", null);
        Assert.Equal("i0", Ids(await ListAsync(server, "form=popular"))[0]);
        Assert.Equal("rule_unknown", Code(await ProblemAsync(server, HttpStatusCode.NotFound, HttpMethod.Get, "/v1/rules/no-best", null)));
        Assert.Equal("rule_unknown", Code(await ProblemAsync(server, HttpStatusCode.NotFound, HttpMethod.Delete, "/v1/rules/no-best", null)));
    }

    [Fact]
    public async Task Rules_are_listed_in_their_order_of_precedence_and_survive_a_restart()
    {
        var server = await OpenAsync();
        await OkAsync(server, HttpMethod.Put, "/v1/rules/b", Hide);
        await OkAsync(server, HttpMethod.Put, "/v1/rules/a", Hide);
        await OkAsync(server, HttpMethod.Put, "/v1/rules/c", Hide.Replace("{\"title\"", "{\"priority\":5,\"title\"", StringComparison.Ordinal));
        await using var restarted = await server.RestartAsync();
        Assert.Equal(["c", "a", "b"], (await OkAsync(restarted, HttpMethod.Get, "/v1/rules", null)).GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()));
        Assert.DoesNotContain("i0", Ids(await ListAsync(restarted, "form=popular")));
    }

    [Fact]
    public async Task A_rule_that_another_process_has_stored_is_found_by_looking()
    {
        await using var server = await OpenAsync();
        Assert.Contains("i0", Ids(await ListAsync(server, "form=popular")));
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bounded.CancelAfter(TimeSpan.FromSeconds(30));
        await server.Services.GetRequiredService<IRuleStore>().PutAsync(Recs.Core.SiteId.Default, new Rule("theirs", RuleAction.Hide) { Products = new ProductSelector { Brand = "Acme" } }, bounded.Token);
        while (Ids(await ListAsync(server, "form=popular")).Contains("i0")) bounded.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_rule_is_told_and_nothing_is_stored()
    {
        await using var server = await RunningServer.StartAsync();
        var detail = Detail(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Put, "/v1/rules/x", """{"action":"promote","factor":0,"when":{"forms":["best"]}}"""));
        foreach (var part in new[] { "action:", "factor:", "when.forms:", "products:" }) Assert.Contains(part, detail, StringComparison.Ordinal);
        Assert.Contains("id:", Detail(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Put, "/v1/rules/white%20space", Hide)), StringComparison.Ordinal);
        Assert.Empty((await OkAsync(server, HttpMethod.Get, "/v1/rules", null)).GetProperty("rules").EnumerateArray());
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/v1/rules"), (HttpMethod.Put, "/v1/rules/x"), (HttpMethod.Delete, "/v1/rules/x"), (HttpMethod.Post, "/v1/rules:preview") })
            Assert.Equal("wrong_key", Code(await ProblemAsync(server, HttpStatusCode.Forbidden, method, path, method == HttpMethod.Get ? null : Hide, RunningServer.WriteKey)));
    }

    [Fact]
    public async Task A_preview_says_how_many_lists_of_late_would_change_and_shows_some()
    {
        await using var server = await OpenAsync();
        for (var i = 0; i < 6; i++) await ListAsync(server, $"form=popular&limit=3&placement={(i < 4 ? "home" : "side")}");
        await ListAsync(server, "form=popular&limit=3&placement=home&minPrice=20");
        var preview = await OkAsync(server, HttpMethod.Post, "/v1/rules:preview",
            """{"rule":{"from":"2099-01-01","enabled":false,"when":{"placements":["home"]},"action":"hide","products":{"items":["i0"]}},"examples":2}""");
        Assert.Equal("7 5 4", $"{preview.GetProperty("lists")} {preview.GetProperty("concerned")} {preview.GetProperty("changed")}");
        var example = preview.GetProperty("examples").EnumerateArray().ToList();
        Assert.Equal(2, example.Count);
        Assert.Equal(["i0", "i1", "i2"], example[0].GetProperty("before").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Equal(["i1", "i2", "i3"], example[0].GetProperty("after").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Equal("i0", Ids(await ListAsync(server, "form=popular"))[0]);
    }

    [Fact]
    public async Task A_preview_under_the_id_of_a_rule_shows_what_replacing_it_would_do()
    {
        await using var server = await OpenAsync();
        await OkAsync(server, HttpMethod.Put, "/v1/rules/no-best", Hide);
        await ListAsync(server, "form=popular&limit=3");
        var preview = await OkAsync(server, HttpMethod.Post, "/v1/rules:preview", """{"id":"no-best","rule":{"action":"hide","products":{"items":["i1"]}}}""");
        Assert.Equal(["i0", "i2", "i3"], preview.GetProperty("examples")[0].GetProperty("after").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Contains("rule:", Detail(await ProblemAsync(server, HttpStatusCode.BadRequest, HttpMethod.Post, "/v1/rules:preview", "{}")), StringComparison.Ordinal);
    }
}
