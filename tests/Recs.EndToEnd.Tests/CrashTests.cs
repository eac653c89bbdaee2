using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Recs.Collector;
using Recs.Core;
using Recs.Core.Events;
using Recs.TestKit;

namespace Recs.EndToEnd.Tests;

public sealed class CrashTests
{
    private const int Senders = 4;
    private const int BatchesPerSender = 250;
    private const int BatchSize = 50;
    private const int Kills = 3;

    private const int Seed = 20260302;

    /// <summary>Another seed kills at other moments.</summary>
    private const string SeedVariable = "RECS_CRASH_SEED";

    [Fact]
    public async Task Every_event_answered_202_is_applied_exactly_once_though_the_server_is_killed_three_times()
    {
        using var folder = new TempFolder();
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given) ? given : Seed;
        var answered = await SendWhileKillingAsync(folder.File("data"), seed);

        var at = Instant.From(DateTimeOffset.UtcNow + TimeSpan.FromDays(1));
        var expected = await Oracle.VisitorsAsync(answered, at);
        var found = await Oracle.ReadAsync(folder.File("data"), at);
        Assert.Equal(Senders * BatchesPerSender * BatchSize, answered.Sum(a => a.Events.Count));
        Assert.Equal(expected.Keys.Order(), found.Visitors.Keys.Order());
        Assert.All(expected, e => Assert.Equal(e.Value, found.Visitors[e.Key]));
        foreach (var kind in new[] { nameof(Merged), nameof(OrderRefunded), nameof(Tick) }) Assert.Contains(kind, found.Kinds.Keys);
        Assert.Equal(2, found.Checks.Count);
        Assert.All(found.Checks, check => Assert.True(check.Differences == 0, $"{check.What}: {string.Join("; ", check.First)}"));
    }

    // Senders repeat a batch, with the same message ids, until it is answered 202.
    private static async Task<List<AnsweredBatch>> SendWhileKillingAsync(string data, int seed)
    {
        var random = new Random(seed);
        var killAt = Enumerable.Range(1, Kills).Select(k => (Senders * BatchesPerSender * k / (Kills + 1)) + random.Next(-50, 50)).ToArray();
        var start = DateTimeOffset.UtcNow - TimeSpan.FromDays(6);
        var answered = new List<AnsweredBatch>();
        var (server, kills) = (await ServerProcess.StartAsync(data), 0);
        using var gate = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(SendAsync));
        Assert.Equal(Kills, kills);
        await server.StopAsync();
        server.Dispose();
        return answered;

        async Task SendAsync(int sender)
        {
            var shoppers = new Shoppers(seed, sender, visitors: 100, start);
            for (var i = 0; i < BatchesPerSender; i++)
            {
                var batch = shoppers.Next(BatchSize);
                while (!await TryPostAsync(server.Url, batch))
                {
                    // The server is being restarted by the sender that killed it.
                    await gate.WaitAsync(TestContext.Current.CancellationToken);
                    gate.Release();
                }

                lock (answered) answered.Add(batch);
                await KillIfDueAsync();
            }
        }

        async Task KillIfDueAsync()
        {
            await gate.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                int count;
                lock (answered) count = answered.Count;
                if (kills == Kills || count < killAt[kills]) return;
                kills++;
                await server.KillAsync();
                server.Dispose();
                server = await ServerProcess.StartAsync(data);
            }
            finally
            {
                gate.Release();
            }
        }
    }

    private static async Task<bool> TryPostAsync(Uri url, AnsweredBatch batch)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", batch.Key == KeyKind.Secret ? "dev-secret-key" : "dev-write-key");
        try
        {
            using var content = new StringContent(batch.Body);
            using var response = await http.PostAsync("/v1/events", content, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            // A slow machine sheds; a sender comes again then, as after a death.
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
            Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{response.StatusCode}: {body}");
            Assert.Equal(batch.Events.Count, JsonDocument.Parse(body).RootElement.GetProperty("accepted").GetInt32());
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
