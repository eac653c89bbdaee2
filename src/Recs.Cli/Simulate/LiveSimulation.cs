using System.Globalization;
using Recs.Cli.Output;
using Recs.Core;
using Recs.Simulation.Events;
using Recs.Simulation.Live;

namespace Recs.Cli.Simulate;

/// <summary>
/// Lets simulated shoppers walk into a running server at a given rate. An open model: requests go out when they are due, whether earlier ones
/// have been answered or not, and times count from when they were due, so a slow server cannot make itself look fast.
/// </summary>
internal sealed class LiveSimulation(LiveServer server, LiveCounts counts, IProgressDisplay progress, TimeProvider clock)
{
    // So long somebody looks at something before the next event.
    private const double ThinkSeconds = 4;
    private const int MostWaiting = 2_000;
    private const int Shown = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HashSet<Task> _waiting = [];

    /// <returns>How many shoppers walked in.</returns>
    public async Task<int> RunAsync(LiveOptions options, CancellationToken cancel)
    {
        // The moment makes ids that no site has seen, so the same seed can be sent again.
        var now = Instant.Now(clock);
        var prefix = $"live{now.UnixMilliseconds.ToString("x", CultureInfo.InvariantCulture)}-";
        var crowd = new LiveCrowd(options.Seed, prefix, now, Math.Max(1, (int)(options.Rate * ThinkSeconds)));
        var attention = options.Answers ? new Attention(crowd.World.Shop, options.Seed) : null;
        await server.StockAsync(crowd.World.Shop, cancel);
        await SendAsync(options, crowd, attention, cancel);
        await Task.WhenAny(Task.WhenAll(_waiting), Task.Delay(Patience, clock, cancel));
        return crowd.Came;
    }

    private async Task SendAsync(LiveOptions options, LiveCrowd crowd, Attention? attention, CancellationToken cancel)
    {
        var (started, sent) = (clock.GetTimestamp(), 0L);
        var total = (long)(options.Rate * options.Duration.TotalSeconds);
        var bar = progress.Begin($"Shoppers walk in at {options.Rate:N0} events a second", total);
        while (sent < total)
        {
            var due = started + (long)(sent / (double)options.Rate * clock.TimestampFrequency);
            if (clock.GetElapsedTime(clock.GetTimestamp(), due) is { Ticks: > 0 } early) await Task.Delay(early, clock, cancel);
            var step = crowd.Next(Instant.Now(clock));
            sent += step.Events.Count;
            bar.Report(Math.Min(sent, total));
            _waiting.RemoveWhere(t => t.IsCompleted);
            if (_waiting.Count < MostWaiting) _waiting.Add(SendAsync(step, due, attention, cancel));
            else counts.Skipped(step.Events.Count);
        }
    }

    private async Task SendAsync(LiveStep step, long due, Attention? attention, CancellationToken cancel)
    {
        await server.SendAsync(step.Events, due, cancel);
        if (attention is null || !step.IsNow || step.Events[0] is not { Event: { Deed: ProductSeen seen, Device: { } device } shown }) return;
        var visitor = shown.UserId ?? device.Id;
        if (await server.ListAsync("cross_sell", seen.Product.Id, visitor, Shown, cancel) is not { Products.Count: > 0 } list) return;
        var at = Instant.Now(clock);
        List<(ShopperEvent, Instant)> answer = [(shown with { MessageId = shown.MessageId + "-list", Deed = new RecommendationsSeen(list.ListId, list.Products) }, at)];
        int? clicked;
        lock (attention) clicked = attention.Clicks(step.Shopper, seen.Product, list.Products);
        if (clicked is { } place && attention.Find(list.Products[place]) is { } product)
        {
            answer.Add((shown with { MessageId = shown.MessageId + "-click", Deed = new RecommendationClicked(list.ListId, product.Id, place + 1) }, at + TimeSpan.FromMilliseconds(1)));
            answer.Add((shown with { MessageId = shown.MessageId + "-seen", Deed = new ProductSeen(product) }, at + TimeSpan.FromMilliseconds(2)));
        }

        counts.Listed(clicked is not null);
        await server.SendAsync(answer, clock.GetTimestamp(), cancel);
    }
}
