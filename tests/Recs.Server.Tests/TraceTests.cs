using System.Diagnostics;

namespace Recs.Server.Tests;

/// <summary>What the process tells those who listen to its traces.</summary>
public sealed class TraceTests
{
    private const string Planted = "planted.trace@example.org";

    [Fact]
    public async Task Traces_hold_no_personal_data_of_requests()
    {
        await using var server = await RunningServer.StartAsync();
        var told = new List<string>();
        var names = new HashSet<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                // The client's own activities are the test's, not the server's.
                if (activity.Kind == ActivityKind.Client || activity.Source.Name.StartsWith("System.Net", StringComparison.Ordinal)) return;
                lock (told)
                {
                    names.Add(activity.OperationName);
                    told.Add(activity.DisplayName);
                    told.AddRange(activity.TagObjects.Select(t => $"{t.Key}={t.Value}"));
                    told.AddRange(activity.Events.SelectMany(e => e.Tags.Select(t => $"{e.Name}: {t.Key}={t.Value}")));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        foreach (var key in new[] { RunningServer.WriteKey, RunningServer.SecretKey })
        {
            await server.PostEventsAsync($$$"""[{"anonymousId":"a","event":"products_searched","properties":{"query":"{{{Planted}}}"}},{"event":"{{{Planted}}}"}]""", key);
            foreach (var path in new[] { $"/v1/visitors/{Planted}", $"/v1/recommendations?form={Planted}", $"/v1/recommendations?form=popular&visitor={Planted}", $"/{Planted}" })
            {
                using var answer = await server.SendRawAsync(
                    HttpMethod.Get, path, key, null, ("User-Agent", $"Mozilla/5.0 ({Planted})"), ("X-Forwarded-For", "203.0.113.77"), ("Referer", $"https://s.example/{Planted}"));
            }
        }

        await server.AppliedAsync();
        lock (told)
        {
            Assert.Contains("Microsoft.AspNetCore.Hosting.HttpRequestIn", names);
            var found = told.Where(t => t.Contains("planted.trace", StringComparison.OrdinalIgnoreCase) || t.Contains("203.0.113.77", StringComparison.Ordinal)).ToList();
            Assert.True(found.Count == 0, string.Join("\n", found));
        }
    }
}
