using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core;
using Recs.Core.Models;
using Recs.Models.Tests;
using Recs.Training.Artefacts;

namespace Recs.Server.Tests.Models;

public sealed class ModelEndpointTests
{
    [Fact]
    public async Task A_model_that_is_published_serves_with_the_next_answer_and_rolled_back_with_the_next_it_does_not()
    {
        await using var server = await ModelShop.OpenAsync();
        Assert.DoesNotContain("learned_next", Codes(await ModelShop.ListAsync(server, "form=for_you&item=t3-07")));
        await ModelShop.PublishAsync(server, "a");
        var list = await ModelShop.ListAsync(server, "form=for_you&item=t3-07");
        Assert.Equal(("t3-08", "learned_next"), list[0]);
        Assert.Contains("learned_complement", Codes(await ModelShop.ListAsync(server, "form=cross_sell&item=t3-07")));
        Assert.Equal("a", (await ModelShop.ModelsAsync(server)).GetProperty("serving").GetString());

        var (status, pointer) = await ModelShop.PostAsync(server, "/v1/models:rollback", """{"reason":"fewer clicks"}""");
        Assert.Equal((HttpStatusCode.OK, null), (status, pointer.GetProperty("version").GetString()));
        Assert.DoesNotContain("learned_next", Codes(await ModelShop.ListAsync(server, "form=for_you&item=t3-07")));
    }

    [Fact]
    public async Task What_was_published_serves_after_a_restart_from_the_first_answer_on()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.PublishAsync(server, "a");
        await using var again = await server.RestartAsync();
        Assert.Equal("learned_next", (await ModelShop.ListAsync(again, "form=for_you&item=t3-07"))[0].Code);
    }

    [Fact]
    public async Task Models_are_swapped_whole_under_load_without_a_failed_request()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.PublishAsync(server, "m0");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asking = Enumerable.Range(0, 4).Select(c => AskAsync(server, c, stop.Token)).ToList();
        for (var m = 1; m <= 6; m++)
        {
            await ModelShop.PublishAsync(server, $"m{m}", serving: $"m{m - 1}", backwards: m % 2 == 1);
            Assert.Equal(m % 2 == 1 ? "t3-06" : "t3-08", (await ModelShop.ListAsync(server, "form=for_you&item=t3-07"))[0].Id);
        }

        await stop.CancelAsync();
        var answers = (await Task.WhenAll(asking)).SelectMany(a => a).ToList();
        Assert.True(answers.Count > 50, $"{answers.Count}");
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Item1));
        Assert.Equal(["t3-06", "t3-08"], answers.Select(a => a.Item2).Distinct().Order());
    }

    [Fact]
    public async Task A_pointer_that_another_process_moves_is_followed()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.AddAsync(server, Made.Named("a"));
        await server.Services.GetRequiredService<IModelStore>().PointAsync(SiteId.Default, new ModelPointer(1, "a", Instant.Now(TimeProvider.System), ModelAction.Published, null), TestContext.Current.CancellationToken);
        await ModelShop.UntilAsync(server, "/v1/models", m => m.GetProperty("serving").GetString() == "a");
        await ModelShop.UntilAsync(server, "/v1/recommendations?form=for_you&item=t3-07", a => a.GetProperty("items")[0].GetProperty("reason").GetProperty("code").GetString() == "learned_next");
    }

    [Fact]
    public async Task A_published_model_that_is_damaged_leaves_the_last_good_one_and_readiness_says_why()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.PublishAsync(server, "a");
        var bad = Made.Named("b", serving: "a").ToDictionary(f => f.Key, f => f.Value.ToArray());
        bad[ArtefactFiles.Factors][^1] ^= 1;
        var store = server.Services.GetRequiredService<IModelStore>();
        await store.AddAsync(SiteId.Default, "b", bad, TestContext.Current.CancellationToken);
        var (status, problem) = await ModelShop.PostAsync(server, "/v1/models:publish", """{"version":"b"}""");
        Assert.Equal((HttpStatusCode.Conflict, "model_refused"), (status, problem.GetProperty("code").GetString()));
        Assert.Contains("SHA-256", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("a", (await store.HistoryAsync(SiteId.Default, TestContext.Current.CancellationToken))[0].Version);

        // As when the disk has lost something of what was published.
        await store.PointAsync(SiteId.Default, new ModelPointer(2, "b", Instant.Now(TimeProvider.System), ModelAction.Published, null), TestContext.Current.CancellationToken);
        var models = await ModelShop.UntilAsync(server, "/v1/models", m => m.GetProperty("problem").GetString() is not null);
        Assert.Equal("learned_next", (await ModelShop.ListAsync(server, "form=for_you&item=t3-07"))[0].Code);
        var (ready, text) = await server.GetAsync("/health/ready", null);
        Assert.Equal(HttpStatusCode.OK, ready);
        Assert.Contains("the model b cannot be used", text, StringComparison.Ordinal);
        Assert.Equal("a", models.GetProperty("serving").GetString());
        Assert.Contains("SHA-256", models.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gate_refuses_a_worse_model_until_it_is_forced_with_a_reason()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.PublishAsync(server, "a");
        await ModelShop.AddAsync(server, Made.Named("b", serving: "a", overServing: new(-0.1, -0.2, -0.05)));
        Assert.Equal(HttpStatusCode.Conflict, (await ModelShop.PostAsync(server, "/v1/models:publish", """{"version":"b"}""")).Status);
        Assert.Equal("a", (await ModelShop.ModelsAsync(server)).GetProperty("serving").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await ModelShop.PostAsync(server, "/v1/models:publish", """{"version":"b","force":true}""")).Status);
        var (status, pointer) = await ModelShop.PostAsync(server, "/v1/models:publish", """{"version":"b","force":true,"reason":"the test set is broken"}""");
        Assert.Equal((HttpStatusCode.OK, "Forced", "the test set is broken"), (status, pointer.GetProperty("action").GetString(), pointer.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Archives_that_hold_no_usable_model_are_refused_with_the_reason()
    {
        await using var server = await ModelShop.OpenAsync();
        var damaged = Made.Named("a").ToDictionary(f => f.Key, f => f.Value.ToArray());
        damaged[ArtefactFiles.Items][0] ^= 1;
        foreach (var (body, said) in new (HttpContent, string)[]
        {
            (new StringContent("no archive"), "no zip archive"),
            (new StringContent(""), "no zip archive"),
            (Artefacts.Zip(new Dictionary<string, byte[]>()), ArtefactFiles.Manifest),
            (Artefacts.Zip(new Dictionary<string, byte[]>(Made.Named("a")) { ["evil.dll"] = [1] }), "evil.dll"),
            (Artefacts.Zip(damaged), "SHA-256"),
        })
        {
            var (status, text) = await server.SendAsync(HttpMethod.Post, "/v1/models", RunningServer.SecretKey, body);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("invalid_model", text, StringComparison.Ordinal);
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await ModelShop.ModelsAsync(server)).GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task Only_the_secret_key_sees_or_moves_models()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/v1/models", RunningServer.WriteKey)).Status);
        foreach (var path in (string[])["/v1/models", "/v1/models:publish", "/v1/models:rollback", "/v1/models:train"])
            Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync(HttpMethod.Post, path, RunningServer.WriteKey, new StringContent("{}"))).Status);
    }

    [Fact]
    public async Task A_product_that_came_after_the_training_is_recommended_after_its_first_sessions()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.PublishAsync(server, "a");
        await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent("""{"items":[{"id":"brand-new","title":"Brand new","price":5,"currency":"EUR"}]}""", Encoding.UTF8));
        for (var visitor = 0; visitor < 3; visitor++)
        {
            foreach (var item in (string[])["t3-07", "brand-new"]) await server.PostEventsAsync($$$"""{"event":"product_viewed","anonymousId":"n{{{visitor}}}","properties":{"product_id":"{{{item}}}"}}""");
        }

        await ModelShop.UntilAsync(server, "/v1/recommendations?form=re_sell&item=t3-07", a => a.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("id").GetString() == "brand-new" && i.GetProperty("reason").GetProperty("code").GetString() != "in_catalogue"));
    }

    [Fact]
    public async Task The_first_click_of_a_visitor_changes_the_next_answer()
    {
        await using var server = await ModelShop.OpenAsync();
        await ModelShop.PublishAsync(server, "a");
        Assert.DoesNotContain("learned_next", Codes(await ModelShop.ListAsync(server, "form=for_you&visitor=anna")));
        await server.PostEventsAsync("""{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"t5-10"}}""");
        await server.AppliedAsync();
        Assert.Equal(("t5-11", "learned_next"), (await ModelShop.ListAsync(server, "form=for_you&visitor=anna"))[0]);
    }

    private static async Task<List<(HttpStatusCode, string)>> AskAsync(RunningServer server, int client, CancellationToken stop)
    {
        List<(HttpStatusCode, string)> answers = [];
        while (!stop.IsCancellationRequested)
        {
            var (status, body) = await server.GetAsync($"/v1/recommendations?form=for_you&item=t3-07&placement=p{client}", RunningServer.SecretKey);
            answers.Add((status, System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("items")[0].GetProperty("id").GetString()!));
        }

        return answers;
    }

    private static IEnumerable<string> Codes(List<(string Id, string Code)> list) => list.Select(i => i.Code);
}
