using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Recs.LoadTests;

/// <summary>
/// Finds the rate beyond which the collector no longer answers everything, then offers that rate and twice as much in turn. Beside both,
/// a slow stream of recommendations shows whether reading keeps its share. The server has one processor and the sender the others.
/// </summary>
internal static class OverloadLoad
{
    private const int BatchSize = 10;
    private const int Bodies = 500;
    private const double FirstRate = 50;
    private const double Growth = 1.3;
    private const double Answered = 0.95;
    private const int Rounds = 9;
    private const double RecommendationRate = 10;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TimeSpan duration)
    {
        await using var server = await LoadedServer.StartApartAsync();
        var events = Events(server);
        await events.RunAsync(FirstRate, TimeSpan.FromSeconds(3));
        await EventLoad.AppliedAsync(server, 0);
        var saturating = await SaturateAsync(server, events, duration);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"saturating rate {saturating:N0} requests of {BatchSize} events a second; good is a 202 within {Deadline.TotalSeconds:0} s of the intended send time"));

        // What sheds has not been compiled for speed yet, as it would be in a server that has run for minutes.
        await events.RunAsync(saturating * 2, duration);
        await EventLoad.AppliedAsync(server, 2000);
        var (one, two) = (new Rates(), new Rates());
        long memory = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var (factor, rates) in new[] { (1, one), (2, two) })
            {
                var before = server.Used().Processor;
                var lists = Recommendations(server).RunAsync(RecommendationRate, duration);
                var result = await events.RunAsync(saturating * factor, duration);
                memory = Math.Max(memory, server.Used().Memory);
                Console.WriteLine($"{round}. {factor}×  {result.Summary()}");
                Console.WriteLine($"       lists  {(await lists).Summary()}");
                await EventLoad.AppliedAsync(server, (round * 10) + factor);
                rates.Add(result, server.Used().Processor - before);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            goodput            {two.Goodput / one.Goodput:0.00} at twice the saturating rate of that at the saturating rate ({two.Goodput:N0} and {one.Goodput:N0} a second, medians of {Rounds})
            work of processor  {two.PerProcessorSecond / one.PerProcessorSecond:0.00}: {two.PerProcessorSecond:N0} and {one.PerProcessorSecond:N0} good answers, applied to the states, for a second of the server's processor
            memory             at most {memory / 1048576.0:N0} MB resident
            """));
    }

    private static async Task<double> SaturateAsync(LoadedServer server, OpenLoad events, TimeSpan duration)
    {
        for (var (rate, step) = (FirstRate, 0); ; rate *= Growth, step++)
        {
            var round = await events.RunAsync(rate, duration);
            Console.WriteLine($"ramp   {round.Summary()}");
            await EventLoad.AppliedAsync(server, 1000 + step);
            if (round.Goodput < Answered * round.Offered) return rate;
        }
    }

    private static OpenLoad Events(LoadedServer server)
    {
        var bodies = Enumerable.Range(0, Bodies).Select(i => Encoding.UTF8.GetBytes(EventLoad.Batch(new Random(i), BatchSize, i, null))).ToList();
        var next = 0;
        return new OpenLoad(server.Write, () => Post(bodies[next++ % Bodies]), Deadline);
    }

    private static OpenLoad Recommendations(LoadedServer server) =>
        new(server.Write, () => new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/recommendations?form=popular", UriKind.Relative)), Deadline);

    private static HttpRequestMessage Post(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/events", UriKind.Relative)) { Content = content };
    }

    private sealed class Rates
    {
        private readonly List<double> _goodputs = [];
        private double _good;
        private double _seconds;

        public double Goodput => _goodputs.Order().ElementAt(_goodputs.Count / 2);

        // Independent of what else runs on the machine: a second of processor is one, however long it takes to get it.
        public double PerProcessorSecond => _good / _seconds;

        public void Add(OpenRound round, TimeSpan processor)
        {
            _goodputs.Add(round.Goodput);
            _good += round.Good;
            _seconds += processor.TotalSeconds;
        }
    }
}
