using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Recs.LoadTests;

/// <summary>Senders post batches of 100 views as fast as they are answered; then the last event of each must show in its visitor's profile.</summary>
internal static class EventLoad
{
    private const int BatchSize = 100;
    private const int VisitorsPerSender = 500;
    private const int Products = 5_000;

    public static async Task RunAsync(TimeSpan duration, int senders)
    {
        await using var server = await LoadedServer.StartAsync();
        await SendAsync(server, TimeSpan.FromSeconds(2), senders, "warm");

        var before = server.Used();
        var watch = Stopwatch.StartNew();
        var (events, latencies) = await SendAsync(server, duration, senders, "load");
        var accepted = watch.Elapsed;
        await AppliedAsync(server, senders);
        var applied = watch.Elapsed;
        var (processor, memory) = server.Used();

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            events accepted (durable)   {events / accepted.TotalSeconds:N0} a second ({events:N0} in {accepted.TotalSeconds:0.0} s, {senders} senders, batches of {BatchSize})
            events applied to states    {events / applied.TotalSeconds:N0} a second (the last one visible {(applied - accepted).TotalMilliseconds:0} ms after the last answer)
            answers                     {latencies.Summary()}
            server                      {(processor - before.Processor).TotalSeconds:0.0} s of processor, {(processor - before.Processor).TotalMilliseconds * 1000 / events:N0} µs an event, {memory / 1048576.0:N0} MB resident
            """));
    }

    private static async Task<(long Events, Latencies Latencies)> SendAsync(LoadedServer server, TimeSpan duration, int senders, string round)
    {
        var watch = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(async () =>
        {
            var (events, latencies) = (0L, new Latencies());
            var random = new Random(sender);
            for (var batch = 0; watch.Elapsed < duration; batch++)
            {
                using var content = new StringContent(Batch(random, BatchSize, sender, $"{round}-{sender}-{batch}"), Encoding.UTF8, "application/json");
                var started = Stopwatch.GetTimestamp();
                using var response = await server.Write.PostAsync(new Uri("/v1/events", UriKind.Relative), content);
                latencies.Add(started);
                if (response.StatusCode != HttpStatusCode.Accepted) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
                events += BatchSize;
            }

            return (events, latencies);
        })));
        var all = new Latencies();
        foreach (var (_, latencies) in results) all.Add(latencies);
        return (results.Sum(r => r.events), all);
    }

    /// <param name="random">Chooses visitors and products.</param>
    /// <param name="size">Events in it.</param>
    /// <param name="sender">Whose visitors.</param>
    /// <param name="id">What message ids begin with; null: there are none, so that the batch may be sent again and again.</param>
    public static string Batch(Random random, int size, int sender, string? id)
    {
        var json = new StringBuilder("[");
        for (var i = 0; i < size; i++)
        {
            if (i > 0) json.Append(',');

            // A product keeps its facts, and few products are viewed often, as in a shop.
            var product = (int)(random.NextDouble() * random.NextDouble() * Products);
            json.Append("{\"event\":\"product_viewed\",");
            if (id is not null) json.Append(CultureInfo.InvariantCulture, $"\"messageId\":\"{id}-{i}\",");
            json.Append(CultureInfo.InvariantCulture, $"\"anonymousId\":\"v{sender}-{random.Next(VisitorsPerSender)}\",\"properties\":{{\"product_id\":\"p{product}\",\"name\":\"Product {product}\",\"category\":\"Dept {product % 8} > Leaf {product % 60}\",\"brand\":\"Brand {product % 40}\",\"price\":{product % 200}.50,\"currency\":\"EUR\"}}}}");
        }

        return json.Append(']').ToString();
    }

    /// <summary>Sends one more event for many visitors, so that every partition has one at its end, and waits until all of them are visible.</summary>
    public static async Task AppliedAsync(LoadedServer server, int round)
    {
        var last = Enumerable.Range(0, 100).Select(i => $"last-{round}-{i}").ToList();
        using var content = new StringContent("[" + string.Join(',', last.Select(v => $"{{\"event\":\"page_viewed\",\"anonymousId\":\"{v}\",\"properties\":{{\"path\":\"/\"}}}}")) + "]", Encoding.UTF8, "application/json");
        using var response = await server.Write.PostAsync(new Uri("/v1/events", UriKind.Relative), content);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        foreach (var visitor in last)
        {
            do
            {
                using var profile = await server.Secret.GetAsync(new Uri($"/v1/visitors/{visitor}", UriKind.Relative));
                if (profile.StatusCode == HttpStatusCode.OK) break;
            }
            while (await pause.WaitForNextTickAsync());
        }
    }
}
