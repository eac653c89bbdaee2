using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Streaming;
using Recs.Server.Http;
using Recs.Server.Tests.Changes;
using Recs.Server.Tests.Overload;
using Recs.Sqlite;
using Recs.TestKit;

namespace Recs.Server.Tests;

/// <summary>Every code of the closed list can be had over HTTP; a code that nobody can have does not belong there.</summary>
public sealed class ProblemCodeTests
{
    private const string View = """{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug"}}""";

    private static readonly Dictionary<ProblemCode, Func<Task<Answer>>> Producers = new()
    {
        [ProblemCode.MissingKey] = () => PostAsync(View, null),
        [ProblemCode.UnknownKey] = () => PostAsync(View, "nobodys-key"),
        [ProblemCode.WrongKey] = () => GetAsync("/v1/visitors/anna", RunningServer.WriteKey),
        [ProblemCode.ForeignOrigin] = () => FromPageAsync(RunningServer.WriteKey, "--Recs:Sites:default:Origins:0=https://shop.example"),
        [ProblemCode.SecretKeyInBrowser] = () => FromPageAsync(RunningServer.SecretKey),
        [ProblemCode.ForeignVisitor] = ForeignVisitorAsync,
        [ProblemCode.InvalidBody] = () => PostAsync("""{"event":""", RunningServer.WriteKey),
        [ProblemCode.TooLarge] = () => PostAsync(new string(' ', 501 * 1024), RunningServer.WriteKey),
        [ProblemCode.UnsupportedEncoding] = UnsupportedEncodingAsync,
        [ProblemCode.TooSlow] = TooSlowAsync,
        [ProblemCode.InvalidParameter] = () => GetAsync("/v1/recommendations?form=best_ever", RunningServer.WriteKey),
        [ProblemCode.InvalidCursor] = () => GetAsync("/v1/visitor-changes?cursor=AAAA", RunningServer.SecretKey),
        [ProblemCode.BeforeRetention] = BeforeRetentionAsync,
        [ProblemCode.TooManyStreams] = TooManyStreamsAsync,
        [ProblemCode.PartDiffers] = PartDiffersAsync,
        [ProblemCode.ImportUnknown] = () => GetAsync("/v1/imports/nothing", RunningServer.SecretKey),
        [ProblemCode.VisitorUnknown] = () => GetAsync("/v1/visitors/nobody", RunningServer.SecretKey),
        [ProblemCode.ErasureUnknown] = () => GetAsync("/v1/erasures/nothing", RunningServer.SecretKey),
        [ProblemCode.ListUnknown] = () => GetAsync("/v1/lists/nothing", RunningServer.SecretKey),
        [ProblemCode.ListExpired] = ListExpiredAsync,
        [ProblemCode.RuleUnknown] = () => GetAsync("/v1/rules/nothing", RunningServer.SecretKey),
        [ProblemCode.TooManyRules] = TooManyRulesAsync,
        [ProblemCode.ModelUnknown] = () => SendAsync("/v1/models:publish", RunningServer.SecretKey, "{\"version\":\"nothing\"}"),
        [ProblemCode.ModelRefused] = ModelRefusedAsync,
        [ProblemCode.InvalidModel] = () => SendAsync("/v1/models", RunningServer.SecretKey, "no archive"),
        [ProblemCode.TrainingRuns] = TrainingRunsAsync,
        [ProblemCode.NotFound] = () => GetAsync("/v1/nothing", RunningServer.SecretKey),
        [ProblemCode.WrongMethod] = () => GetAsync("/v1/events", RunningServer.SecretKey),
        [ProblemCode.RateLimited] = RateLimitedAsync,
        [ProblemCode.Overloaded] = OverloadedAsync,
        [ProblemCode.StoreUnavailable] = () => FailingAsync(new StoreUnavailableException("The disk is full.", new IOException())),
        [ProblemCode.InternalError] = () => FailingAsync(new InvalidOperationException("planted")),
    };

    public static TheoryData<ProblemCode> Codes => [.. Enum.GetValues<ProblemCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_code_comes_with_its_status_title_and_media_type(ProblemCode code)
    {
        Assert.True(Producers.TryGetValue(code, out var produce), $"Nothing in this test's table produces {code}.");
        var answer = await produce();
        var (status, title) = ProblemCodes.Of(code);
        using var problem = JsonDocument.Parse(answer.Body);
        Assert.Equal(
            (status, "application/problem+json", ProblemCodes.Name(code), title, status),
            (answer.Status, answer.MediaType, problem.RootElement.GetProperty("code").GetString(), problem.RootElement.GetProperty("title").GetString(), problem.RootElement.GetProperty("status").GetInt32()));
        Assert.False(string.IsNullOrWhiteSpace(problem.RootElement.GetProperty("detail").GetString()));
        Assert.Equal(status is 429 or 503, answer.HasRetryAfter);
    }

    [Fact]
    public async Task A_fault_of_the_server_tells_nothing_of_itself()
    {
        var answer = await FailingAsync(new InvalidOperationException("planted"));
        Assert.DoesNotContain("planted", answer.Body, StringComparison.Ordinal);
    }

    private static async Task<Answer> SendAsync(string path, string? key, string body)
    {
        await using var server = await RunningServer.StartAsync();
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, path, key, new StringContent(body, Encoding.UTF8)));
    }

    private static async Task<Answer> ModelRefusedAsync()
    {
        await using var server = await RunningServer.StartAsync();
        await server.SendRawAsync(HttpMethod.Post, "/v1/models", RunningServer.SecretKey, Models.Artefacts.Zip(Recs.Models.Tests.Made.Named("bad", overBaseline: new(-0.1, -0.2, -0.05))));
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, "/v1/models:publish", RunningServer.SecretKey, new StringContent("{\"version\":\"bad\"}")));
    }

    private static async Task<Answer> TrainingRunsAsync()
    {
        await using var server = await RunningServer.StartAsync(_ => { }, services => services.AddSingleton<IEventLog>(s => new Models.HeldLog(s.GetRequiredService<SqliteInstallation>().EventLog)));
        await server.SendRawAsync(HttpMethod.Post, "/v1/models:train", RunningServer.SecretKey, new StringContent(""));
        var answer = await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, "/v1/models:train", RunningServer.SecretKey, new StringContent("")));
        ((Models.HeldLog)server.Services.GetRequiredService<IEventLog>()).Release();
        return answer;
    }

    private static async Task<Answer> PostAsync(string body, string? key)
    {
        await using var server = await RunningServer.StartAsync();
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, "/v1/events", key, new StringContent(body, Encoding.UTF8)));
    }

    private static async Task<Answer> GetAsync(string path, string key)
    {
        await using var server = await RunningServer.StartAsync();
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Get, path, key, null));
    }

    private static async Task<Answer> FromPageAsync(string key, params string[] settings)
    {
        await using var server = await RunningServer.StartAsync([.. DevelopmentSite, .. settings]);
        return await Answer.OfAsync(await server.SendAsync(request =>
        {
            (request.Method, request.RequestUri, request.Content) = (HttpMethod.Post, new Uri("/v1/events", UriKind.Relative), new StringContent(View));
            request.Headers.Authorization = new("Bearer", key);
            request.Headers.Add("Origin", "https://elsewhere.example");
        }));
    }

    private static async Task<Answer> ForeignVisitorAsync()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostEventsAsync("""{"type":"identify","userId":"customer-9"}""", RunningServer.SecretKey);
        await server.AppliedAsync();
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Get, "/v1/recommendations?form=for_you&visitor=customer-9", RunningServer.WriteKey, null));
    }

    private static async Task<Answer> BeforeRetentionAsync()
    {
        var server = await RunningServer.StartAsync();
        await Crowd.ComeAsync(server, 0, 10);
        await server.AppliedAsync();
        var reader = new FeedReader(server, "limit=1");
        await reader.NextAsync();
        await using var restarted = await server.RestartAsync(OldChanges.Drop);
        return await Answer.OfAsync(await restarted.SendRawAsync(HttpMethod.Get, "/v1/visitor-changes?cursor=" + reader.Last, RunningServer.SecretKey, null));
    }

    private static async Task<Answer> ListExpiredAsync()
    {
        var clock = new ManualTime();
        await using var server = await RunningServer.StartAsync(clock);
        await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent("""[{"id":"a","title":"A"},{"id":"b","title":"B"}]"""));
        await server.Services.GetRequiredService<SnapshotAggregator>().RefreshAsync(TestContext.Current.CancellationToken);
        using var list = JsonDocument.Parse((await server.GetAsync("/v1/recommendations?form=popular&limit=1")).Body);
        clock.Advance(TimeSpan.FromMinutes(31));
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Get, "/v1/recommendations?cursor=" + list.RootElement.GetProperty("cursor").GetString(), RunningServer.WriteKey, null));
    }

    private static async Task<Answer> TooManyRulesAsync()
    {
        await using var server = await RunningServer.StartAsync();
        var store = server.Services.GetRequiredService<IRuleStore>();
        for (var i = 0; i < RuleSet.MostRules; i++)
            await store.PutAsync(SiteId.Default, new Rule($"r{i}", RuleAction.Hide) { Products = new ProductSelector { Brand = "Acme" } }, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Put, "/v1/rules/more", RunningServer.SecretKey, new StringContent("""{"action":"hide","products":{"brand":"Acme"}}""")));
    }

    private static async Task<Answer> TooManyStreamsAsync()
    {
        await using var server = await RunningServer.StartAsync("--Recs:MaxChangeStreams=0");
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Get, "/v1/visitor-changes/stream", RunningServer.SecretKey, null));
    }

    private static async Task<Answer> PartDiffersAsync()
    {
        await using var server = await RunningServer.StartAsync();
        const string Path = "/v1/imports?importId=old&part=1";
        await server.SendAsync(HttpMethod.Post, Path, RunningServer.SecretKey, new StringContent("[]"));
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, Path, RunningServer.SecretKey, new StringContent("[ ]")));
    }

    private static async Task<Answer> UnsupportedEncodingAsync()
    {
        await using var server = await RunningServer.StartAsync();
        var content = new StringContent(View);
        content.Headers.ContentEncoding.Add("deflate");
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, content));
    }

    private static async Task<Answer> TooSlowAsync()
    {
        await using var server = await RunningServer.StartAsync("--Recs:Http:BodyGrace=00:00:01.5", "--Recs:Http:BodyBytesPerSecond=100000");
        return Answer.Of(await RawHttp.TalkAsync(
            server, $"POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {RunningServer.WriteKey}\r\nContent-Length: 1000\r\n\r\n["));
    }

    private static async Task<Answer> RateLimitedAsync()
    {
        await using var server = await RunningServer.StartAsync([.. DevelopmentSite, "--Recs:Sites:default:Limits:KeyPerSecond=1", "--Recs:Sites:default:Limits:KeyBurst=1"]);
        for (var i = 0; i < 50; i++)
        {
            var answer = await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent(View)));
            if (answer.Status != (int)HttpStatusCode.Accepted) return answer;
        }

        throw new Xunit.Sdk.XunitException("50 requests in a row were all answered; the bucket holds 1.");
    }

    private static async Task<Answer> OverloadedAsync()
    {
        using var log = new HeldLog();
        await using var server = await RunningServer.StartAsync(_ => { }, log.Replace, "--Recs:Overload:Requests=1");
        log.Hold();
        var taken = server.PostEventsAsync(View);
        await log.WaitingAsync(1);
        var answer = await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent(View)));
        log.Release();
        await taken;
        return answer;
    }

    private static async Task<Answer> FailingAsync(Exception error)
    {
        using var log = new HeldLog();
        await using var server = await RunningServer.StartAsync(_ => { }, log.Replace);
        log.Fail(error);
        return await Answer.OfAsync(await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent(View)));
    }

    private static string[] DevelopmentSite { get; } =
        [$"--Recs:Sites:default:WriteKeys:0={RunningServer.WriteKey}", $"--Recs:Sites:default:SecretKeys:0={RunningServer.SecretKey}"];

    private sealed record Answer(int Status, string? MediaType, bool HasRetryAfter, string Body)
    {
        public static async Task<Answer> OfAsync(HttpResponseMessage response)
        {
            using (response)
            {
                var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter is not null, body);
            }
        }

        // The problem is the only JSON object of an answer read by hand.
        public static Answer Of(string raw)
        {
            var type = raw.Split("\r\n").First(line => line.StartsWith("Content-Type: ", StringComparison.OrdinalIgnoreCase))["Content-Type: ".Length..];
            var status = int.Parse(raw.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
            return new Answer(status, type, raw.Contains("Retry-After", StringComparison.OrdinalIgnoreCase), raw[raw.IndexOf('{', StringComparison.Ordinal)..(raw.LastIndexOf('}') + 1)]);
        }
    }
}
