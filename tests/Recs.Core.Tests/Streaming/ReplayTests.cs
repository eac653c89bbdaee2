using Recs.Core.Events;
using Recs.Core.Streaming.Replays;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming;

/// <summary>The state at a time is what the log says, whoever reads it in whatever steps.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    private const int Events = 100_000;
    private const int Chapters = 20;

    [Fact]
    public async Task A_hundred_thousand_mixed_events_replay_to_the_same_bytes()
    {
        await using var shop = Installation.Open();
        var traffic = new MixedTraffic(1);
        var (middle, states) = await LiveAsync(shop, traffic);

        await using var replayed = await new Replayer(shop.Log, shop.Sqlite.Checkpoints, shop.Replayed, Installation.Counts, shop.Scratch).RunAsync(middle, verify: true, null, Installation.Cancel);
        foreach (var check in replayed.Checks) Report(check);
        Assert.Equal(["two replays", "replay and stored states"], replayed.Checks.Select(c => c.What));
        Assert.All(replayed.Checks, c => Assert.Empty(c.First));
        Assert.True(replayed.Same);
        Assert.All(replayed.Checks, c => Assert.True(c is { Visitors: > 1_500, Orders: > 1_000, Counters: > 1_000, Changes: > 1_000 }, c.ToString()));

        await AssertSameAsync(states, replayed.States.Reader, shop.Log.Partitions, middle);
        await AssertFoldedAsync(shop, middle, replayed.States);
    }

    private async Task<(Instant Middle, Dictionary<VisitorKey, byte[]> States)> LiveAsync(Installation shop, MixedTraffic traffic)
    {
        await using var live = new LiveRun(shop, traffic);
        var (middle, states) = (Instant.MinValue, new Dictionary<VisitorKey, byte[]>());
        for (var chapter = 1; chapter <= Chapters; chapter++)
        {
            await live.SendAsync(Events / Chapters);
            if (chapter % 3 == 0) await live.ChangeOptionsAsync();
            await live.BeQuietAsync(traffic.Quiet());
            if (chapter != Chapters * 3 / 5) continue;
            middle = shop.Now;
            states = await StatesAsync(shop.Reader, shop.Log.Partitions, middle);
            await live.BeQuietAsync(TimeSpan.FromDays(3));
        }

        output.WriteLine($"{live.Ticks} rounds of ticks; {string.Join(", ", traffic.Happened.Select(h => $"{h.Value} {h.Key}"))}.");
        Assert.All(traffic.Happened, h => Assert.InRange(h.Value, 5, Events));
        return (middle, states);
    }

    private void Report(ReplayCheck check)
    {
        output.WriteLine($"{check.What}: {check.Visitors} visitors, {check.Orders} orders, {check.Counters} counters, {check.Changes} changes, {check.Differences} differences.");
        foreach (var difference in check.First) output.WriteLine($"  {difference}");
    }

    // What the live store held at that time.
    private static async Task AssertSameAsync(Dictionary<VisitorKey, byte[]> live, Recs.Core.Streaming.IVisitorReader replayed, int partitions, Instant at)
    {
        var states = await StatesAsync(replayed, partitions, at);
        Assert.Equal(live.Keys.ToHashSet(), states.Keys.ToHashSet());
        foreach (var (key, bytes) in live) Assert.Equal(bytes, states[key]);
    }

    // Each visitor folded by itself, without partitions, batches or timers of others.
    private static async Task AssertFoldedAsync(Installation shop, Instant at, ReplayStore replayed)
    {
        var folded = new VisitorFold(at);
        for (var partition = 0; partition < shop.Log.Partitions; partition++)
        {
            folded.NextPartition();
            foreach (var stored in await shop.Log.ReadAsync(partition, 0, int.MaxValue, Installation.Cancel)) folded.Apply(LogRecordCodec.Decode(stored.Bytes.Span));
        }

        var states = await StatesAsync(replayed.Reader, shop.Log.Partitions, at);
        var alone = folded.States();
        Assert.Equal(states.Keys.ToHashSet(), alone.Keys.ToHashSet());
        foreach (var (key, bytes) in states) Assert.Equal(bytes, alone[key]);

        var history = new VisitorHistory(shop.Log, shop.Sqlite.Checkpoints);
        foreach (var key in states.Keys.OrderBy(k => Hash64.Of(k.Visitor.Value)).Take(3))
            Assert.Equal(states[key], VisitorStateCodec.Encode((await history.AtAsync(key, at, Installation.Cancel))!.State));
    }

    private static async Task<Dictionary<VisitorKey, byte[]>> StatesAsync(Recs.Core.Streaming.IVisitorReader reader, int partitions, Instant at)
    {
        var states = new Dictionary<VisitorKey, byte[]>();
        for (var partition = 0; partition < partitions; partition++)
        {
            var options = (await reader.HeadAsync(partition, Installation.Cancel)).Sites
                .ToDictionary(s => s.Site, s => Recs.Core.Streaming.SitePartitionState.Decode(s.Bytes).OptionsJson is { Length: > 0 } json ? VisitorOptions.FromJson(json) : VisitorOptions.Default);
            await foreach (var stored in reader.ScanAsync(partition, Installation.Cancel))
            {
                if (stored.State is null) continue;
                var grain = new VisitorGrain(stored.Key, VisitorStateCodec.Decode(stored.State), OrderBook.Of(stored.Orders));
                grain.Advance(at, options[stored.Key.Site], new VisitorEffects());
                states[stored.Key] = VisitorStateCodec.Encode(grain.State);
            }
        }

        return states;
    }
}
