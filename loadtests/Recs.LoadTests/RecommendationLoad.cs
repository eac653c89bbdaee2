using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Recs.LoadTests;

/// <summary>Lists for known visitors over a catalogue of 10,000 products, in turn with an endpoint that does nothing.</summary>
internal static class RecommendationLoad
{
    private const int Products = 10_000;
    private const int Visitors = 2_000;
    private const int Rounds = 5;

    public static async Task RunAsync(TimeSpan duration, int senders)
    {
        await using var server = await LoadedServer.StartAsync();
        await FillAsync(server);
        var forms = new[] { "for_you", "re_sell", "cross_sell", "popular" };
        foreach (var form in forms) await MeasureAsync(server, r => Path(form, r), TimeSpan.FromSeconds(2), senders);

        var round = duration / Rounds;
        var bare = new Sample();
        var lists = forms.ToDictionary(f => f, _ => new Sample());
        for (var i = 0; i < Rounds; i++)
        {
            bare.Add(await MeasureAsync(server, _ => "/health/live", round, senders), round);
            foreach (var form in forms) lists[form].Add(await MeasureAsync(server, r => Path(form, r), round, senders), round);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Products:N0} products, {Visitors:N0} visitors, {senders} senders, {Rounds} rounds in turn"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"bare",-12} {bare.Rate,8:N0} a second              {bare.All.Summary()}"));
        foreach (var (form, sample) in lists)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{form,-12} {sample.Rate,8:N0} a second, {sample.Rate / bare.Rate:0.00} of bare  {sample.All.Summary()}"));
    }

    private static string Path(string form, Random random) => form switch
    {
        "popular" => "/v1/recommendations?form=popular",
        "for_you" => $"/v1/recommendations?form=for_you&visitor=v{random.Next(Visitors)}",
        _ => $"/v1/recommendations?form={form}&visitor=v{random.Next(Visitors)}&item=p{random.Next(Products)}",
    };

    private static async Task<Latencies> MeasureAsync(LoadedServer server, Func<Random, string> path, TimeSpan duration, int senders)
    {
        var watch = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(async () =>
        {
            var (latencies, random) = (new Latencies(), new Random(sender));
            while (watch.Elapsed < duration)
            {
                var uri = new Uri(path(random), UriKind.Relative);
                var started = Stopwatch.GetTimestamp();
                using var response = await server.Secret.GetAsync(uri);
                await response.Content.ReadAsByteArrayAsync();
                latencies.Add(started);
                response.EnsureSuccessStatusCode();
            }

            return latencies;
        })));
        var all = new Latencies();
        foreach (var latencies in results) all.Add(latencies);
        return all;
    }

    private static async Task FillAsync(LoadedServer server)
    {
        var random = new Random(1);
        for (var from = 0; from < Products; from += 1000)
        {
            var items = Enumerable.Range(from, 1000).Select(i => $"{{\"id\":\"p{i}\",\"title\":\"Product {i % 97} of kind {i % 13}\",\"category\":\"Dept {i % 8} > Leaf {i % 80}\",\"brand\":\"Brand {i % 40}\",\"price\":{(i % 200) + 1},\"currency\":\"EUR\"}}");
            using var content = new StringContent($"[{string.Join(',', items)}]", Encoding.UTF8, "application/json");
            using var response = await server.Secret.PutAsync(new Uri("/v1/items", UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
        }

        for (var batch = 0; batch < 200; batch++)
        {
            var events = Enumerable.Range(0, 200).Select(_ => Event(random));
            using var content = new StringContent($"[{string.Join(',', events)}]", Encoding.UTF8, "application/json");
            using var response = await server.Secret.PostAsync(new Uri("/v1/events", UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
        }
    }

    // Shoppers keep to a few neighbouring products, so that lists have something to say.
    private static string Event(Random random)
    {
        var visitor = random.Next(Visitors);
        var product = ((visitor * 37) + (int)(random.NextDouble() * random.NextDouble() * 60)) % Products;
        if (random.Next(8) > 0) return $"{{\"event\":\"product_viewed\",\"anonymousId\":\"v{visitor}\",\"properties\":{{\"product_id\":\"p{product}\"}}}}";
        var lines = string.Join(',', Enumerable.Range(0, 4).Select(i => $"{{\"product_id\":\"p{(product + (i * 11)) % Products}\",\"price\":10,\"quantity\":1}}"));
        return $"{{\"event\":\"order_completed\",\"anonymousId\":\"v{visitor}\",\"properties\":{{\"order_id\":\"o{random.NextInt64()}\",\"currency\":\"EUR\",\"total\":40,\"products\":[{lines}]}}}}";
    }

    private sealed class Sample
    {
        private double _seconds;

        public Latencies All { get; } = new();

        public double Rate => All.Count / _seconds;

        public void Add(Latencies latencies, TimeSpan duration)
        {
            All.Add(latencies);
            _seconds += duration.TotalSeconds;
        }
    }
}
