using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Recs.LoadTests;

/// <summary>
/// Lists over a catalogue of 10,000 products for known visitors, in turn with an endpoint of the same server that returns the same bytes;
/// then both at half the rate they have reached, by a schedule that waits for no answer.
/// </summary>
internal static class RecommendationLoad
{
    private const int Products = 10_000;
    private const int Visitors = 2_000;
    private const int Rounds = 5;

    private static readonly string[] Forms = ["for_you", "re_sell", "cross_sell", "up_sell", "popular"];

    public static async Task RunAsync(TimeSpan duration, int senders, params string[] settings)
    {
        await using var server = await LoadedServer.StartWithBareAsync(settings);
        await FillAsync(server);
        foreach (var form in Forms)
        {
            await KeepBareAsync(server, form);
            await MeasureAsync(server, r => Path(form, r), TimeSpan.FromSeconds(2), senders);
            await MeasureAsync(server, _ => Bare(form), TimeSpan.FromSeconds(1), senders);
        }

        var round = duration / Rounds;
        var (bare, lists) = (Forms.ToDictionary(f => f, _ => new Sample()), Forms.ToDictionary(f => f, _ => new Sample()));
        for (var i = 0; i < Rounds; i++)
        {
            foreach (var form in Forms)
            {
                bare[form].Add(await MeasureAsync(server, _ => Bare(form), round, senders), round);
                lists[form].Add(await MeasureAsync(server, r => Path(form, r), round, senders), round);
            }
        }

        Say($"{Products:N0} products, {Visitors:N0} visitors, {senders} senders, {Rounds} rounds in turn; bare: the same bytes from an endpoint that does nothing");
        foreach (var form in Forms)
        {
            Say($"{form,-11}{lists[form].Rate,8:N0} a second, {lists[form].Rate / bare[form].Rate:0.00} of bare  {lists[form].All.Summary()}");
            Say($"{"  bare",-11}{bare[form].Rate,8:N0} a second                {bare[form].All.Summary()}");
        }

        foreach (var form in Forms) await HalfLoadAsync(server, form, lists[form].Rate / 2, bare[form].Rate / 2, duration);
    }

    /// <summary>The rate of a form, and what share of the bare endpoint's it is, in rounds in turn.</summary>
    internal static async Task<(double Rate, double Share)> ShareOfBareAsync(LoadedServer server, string form, TimeSpan duration, int senders, int rounds)
    {
        await KeepBareAsync(server, form);
        await MeasureAsync(server, r => Path(form, r), TimeSpan.FromSeconds(2), senders);
        var (bare, lists) = (new Sample(), new Sample());
        for (var i = 0; i < rounds; i++)
        {
            bare.Add(await MeasureAsync(server, _ => Bare(form), duration / rounds, senders), duration / rounds);
            lists.Add(await MeasureAsync(server, r => Path(form, r), duration / rounds, senders), duration / rounds);
        }

        return (lists.Rate, lists.Rate / bare.Rate);
    }

    // Both in turn, so that what else the machine does falls on both.
    private static async Task HalfLoadAsync(LoadedServer server, string form, double rate, double bareRate, TimeSpan duration)
    {
        var (random, list, bare) = (new Random(7), new Latencies(), new Latencies());
        for (var i = 0; i < Rounds; i++)
        {
            list.Add((await new OpenLoad(server.Secret, () => Get(Path(form, random)), TimeSpan.FromSeconds(1)).RunAsync(rate, duration / Rounds)).Answered);
            bare.Add((await new OpenLoad(server.Secret, () => Get(Bare(form)), TimeSpan.FromSeconds(1)).RunAsync(bareRate, duration / Rounds)).Answered);
        }

        Say($"half load  {form,-11}{rate,6:N0} a second p50 {list.Quantile(0.5):0.00} ms, p99 {list.Quantile(0.99):0.00} ms; bare {bareRate,6:N0} a second p50 {bare.Quantile(0.5):0.00} ms, p99 {bare.Quantile(0.99):0.00} ms; p99 {list.Quantile(0.99) / bare.Quantile(0.99):0.0} times bare's");
    }

    private static async Task KeepBareAsync(LoadedServer server, string form)
    {
        var answer = await server.Secret.GetByteArrayAsync(new Uri(Path(form, new Random(11)), UriKind.Relative));
        using var content = new ByteArrayContent(answer);
        using var response = await server.Secret.PutAsync(new Uri(Bare(form), UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static string Bare(string form) => BareHost.Path + form;

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    internal static string Path(string form, Random random) => form switch
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

    internal static async Task FillAsync(LoadedServer server)
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
