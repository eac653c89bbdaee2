using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recs.Core.Recommendations.Lists;
using Recs.Server.Metrics;
using Recs.Server.Tests.Overload;
using Recs.Server.Tests.Recommender;

namespace Recs.Server.Tests;

/// <summary>What operators see of requests that are turned away and of events that are taken in.</summary>
public sealed class EdgeMetricsTests
{
    private const string View = """{"event":"product_viewed","anonymousId":"anna","properties":{"product_id":"mug"}}""";

    [Fact]
    public async Task Refused_requests_are_counted_by_their_code()
    {
        await using var server = await RunningServer.StartAsync();
        using var seen = new Seen(server);
        await server.PostEventsAsync(View, key: null);
        await server.PostEventsAsync(View, "no-such-key");
        await server.PostEventsAsync("{", RunningServer.WriteKey);
        await server.GetAsync("/v1/visitors/nobody");
        await server.PostEventsAsync(View);
        Assert.Equal(
            ["invalid_body 1", "missing_key 1", "unknown_key 1", "visitor_unknown 1"],
            seen.Of("recs.requests.refused"));
    }

    [Fact]
    public async Task Limited_requests_are_counted_by_the_bucket_that_was_empty()
    {
        await using var server = await RunningServer.StartAsync(
            [.. VisitorCookieTests.Keys, "--Recs:Sites:default:Limits:VisitorPerSecond=1", "--Recs:Sites:default:Limits:VisitorBurst=1"]);
        using var seen = new Seen(server);
        var refused = 0;
        for (var i = 0; i < 20; i++)
        {
            using var response = await server.SendRawAsync(HttpMethod.Post, "/v1/events", RunningServer.WriteKey, new StringContent(View), ("X-Recs-Visitor", "anna"));
            if (response.StatusCode == HttpStatusCode.TooManyRequests) refused++;
        }

        Assert.InRange(refused, 1, 19);
        Assert.Equal([$"visitor {refused}"], seen.Of("recs.requests.limited"));
        Assert.Equal([$"rate_limited {refused}"], seen.Of("recs.requests.refused"));
    }

    [Fact]
    public async Task Shed_requests_are_counted_by_what_was_full()
    {
        using var log = new HeldLog();
        await using var server = await RunningServer.StartAsync(_ => { }, log.Replace, "--Recs:Overload:Requests=1");
        using var seen = new Seen(server);
        log.Hold();
        var taken = server.PostEventsAsync(View);
        await log.WaitingAsync(1);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.PostEventsAsync(View)).Status);
        log.Release();
        await taken;
        Assert.Equal(["requests 3"], seen.Of("recs.requests.shed"));
        Assert.Equal(["overloaded 3"], seen.Of("recs.requests.refused"));
    }

    [Fact]
    public async Task Events_are_counted_by_what_became_of_them()
    {
        await using var server = await RunningServer.StartAsync();
        using var seen = new Seen(server);
        await server.PostEventsAsync($$"""
            [{{View}}, {"messageId":"m",{{View[1..]}}, {"messageId":"m",{{View[1..]}}, {"event":"no such thing","anonymousId":"anna"}, {"webdriver":true,{{View[1..]}},
             {"context":{"consent":{"analytics":false} },{{View[1..]}}, {"event":"products_searched","anonymousId":"anna","properties":{"query":"write to anna@example.com"} }]
            """);
        Assert.Equal(["accepted 3", "bot 1", "duplicate 1", "rejected 1", "withheld 1"], seen.Of("recs.events"));
        Assert.Equal(["unknown_event 1"], seen.Of("recs.events.rejected"));
        Assert.Equal([" 1"], seen.Of("recs.events.redacted"));
    }

    [Fact]
    public async Task Lists_that_the_store_did_not_take_in_time_are_counted()
    {
        // Room for no list at all while it waits.
        await using var server = await RunningServer.StartAsync(_ => { }, services => services.AddSingleton(new ListOptions { MaxWaitingProducts = 0 }));
        using var seen = new Seen(server);
        await server.SendAsync(HttpMethod.Put, "/v1/items", RunningServer.SecretKey, new StringContent("""[{"id":"mug","title":"Mug"}]"""));
        await TeaShop.RefreshAsync(server);
        for (var i = 0; i < 3; i++) await TeaShop.ListAsync(server, "form=popular");
        seen.Look();
        Assert.Equal([" 3"], seen.Of("recs.lists.given_up"));
        Assert.Equal([" 0"], seen.Of("recs.lists.waiting"));
    }

    /// <summary>Listens to the meter of one server.</summary>
    private sealed class Seen : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<(string Instrument, string Tag), long> _sums = [];

        public Seen(RunningServer server)
        {
            var meters = server.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == EdgeMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) =>
            {
                lock (_sums) _sums[(instrument.Name, "")] = value;
            });
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var tag = tags.Length == 0 ? "" : $"{tags[0].Value}";
                lock (_sums) _sums[(instrument.Name, tag)] = _sums.GetValueOrDefault((instrument.Name, tag)) + value;
            });
            _listener.Start();
        }

        /// <summary>Asks for what is not counted as it happens.</summary>
        public void Look() => _listener.RecordObservableInstruments();

        public IEnumerable<string> Of(string instrument)
        {
            lock (_sums) return [.. _sums.Where(s => s.Key.Instrument == instrument).Select(s => $"{s.Key.Tag} {s.Value}").Order(StringComparer.Ordinal)];
        }

        public void Dispose() => _listener.Dispose();
    }
}
