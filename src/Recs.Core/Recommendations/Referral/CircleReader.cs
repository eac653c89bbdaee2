using System.Collections.Concurrent;
using Recs.Core.Streaming;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Referral;

/// <summary>
/// Reads what a visitor's friends have bought. Only what was true at the beginning of the day counts, and a circle that was read
/// stays for the day, so that a list does not change when a friend buys, links or unlinks. What depends on friends has no other way out
/// than <see cref="Circle.Products"/>, and there a product is that enough of them have bought. A circle that comes too late for the answer that
/// asked for it is read to the end beside it, so the next one has it; who asks meanwhile waits for the same read.
/// </summary>
/// <param name="reader">The store.</param>
/// <param name="options">When friends and products count.</param>
public sealed class CircleReader(IVisitorReader reader, ReferralOptions options)
{
    private const int MostAliasSteps = 4;
    private const int MostKept = 5_000;

    // Beyond these a store that is slow is not asked for more than answers wait for.
    private const int MostUnderWay = 32;

    private readonly ConcurrentDictionary<(SiteId Site, ulong Visitor), Circle> _today = new();
    private readonly ConcurrentDictionary<(SiteId Site, ulong Visitor, Instant Day), Lazy<Task<Circle>>> _underWay = new();

    /// <param name="visitor">Whose friends, as stored.</param>
    /// <param name="state">The visitor's.</param>
    /// <param name="now">Tells the day.</param>
    /// <param name="cancel">The answer has to do without.</param>
    public async ValueTask<Circle> ReadAsync(VisitorKey visitor, VisitorState state, Instant now, CancellationToken cancel)
    {
        var day = Circle.DayOf(now);
        var self = ErasedName.HashOf(visitor.Visitor.Value);
        // What was read stays for the day, also where a friend has unlinked since: else the list would tell at once.
        if (_today.TryGetValue((visitor.Site, self), out var kept) && kept.Day == day) return kept;
        var key = (visitor.Site, self, day);
        if (_underWay.TryGetValue(key, out var begun)) return await begun.Value.WaitAsync(cancel);
        var friends = state.LinkedFriends.Where(f => f.LinkedSince <= day - options.MinLinked).Select(f => f.Key).ToList();
        if (friends.Count < options.MinBuyers) return new Circle(day, []);
        if (_underWay.Count >= MostUnderWay && !_underWay.ContainsKey(key)) return await ReadAsync(visitor, state, self, friends, day, cancel);
        var read = _underWay.GetOrAdd(key, k => new Lazy<Task<Circle>>(() => ReadToTheEndAsync(k, visitor, state, friends)));
        return await read.Value.WaitAsync(cancel);
    }

    private async Task<Circle> ReadToTheEndAsync((SiteId, ulong Self, Instant Day) key, VisitorKey visitor, VisitorState state, List<ulong> friends)
    {
        try
        {
            // Nobody waits for what is done before the first read, either.
            await Task.Yield();
            return await ReadAsync(visitor, state, key.Self, friends, key.Day, CancellationToken.None);
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }

    private async Task<Circle> ReadAsync(VisitorKey visitor, VisitorState state, ulong self, List<ulong> friends, Instant day, CancellationToken cancel)
    {
        var names = await reader.ReadNamesAsync(visitor.Site, friends, cancel);
        var read = await Task.WhenAll(names.OfType<string>().Select(id => FriendAsync(new VisitorKey(visitor.Site, new VisitorId(id)), self, day, cancel)));

        // Two names may lead to one person, who counts once.
        var circle = new Circle(day, Products(read.OfType<CircleFriend>().DistinctBy(f => f.Key).Where(f => f.Key != visitor), state, self, day));
        Keep((visitor.Site, self), circle);
        return circle;
    }

    private async Task<CircleFriend?> FriendAsync(VisitorKey key, ulong self, Instant day, CancellationToken cancel)
    {
        var (stored, state) = await StateAsync(key, cancel);
        for (var step = 0; state?.BelongsTo is { } user && step < MostAliasSteps; step++)
            (stored, state) = await StateAsync(key with { Visitor = user }, cancel);
        if (state is null || state.IsDormant || state.BelongsTo is not null || state.Consent.RefusesRecognition) return null;

        // The friend's own state has the last word on whether the friendship stands.
        var linked = state.LinkedFriends.Any(f => f.Key == self && f.LinkedSince <= day - options.MinLinked);
        return linked ? new CircleFriend(stored!.Key, [.. state.LinkedFriends.Select(f => f.Key)], Purchases(OrderBook.Of(stored.Orders), day)) : null;
    }

    private async ValueTask<(StoredVisitor? Stored, VisitorState? State)> StateAsync(VisitorKey key, CancellationToken cancel)
    {
        var stored = await reader.ReadAsync(key, cancel);
        return stored.State is { } bytes ? (stored, VisitorStateCodec.Decode(bytes)) : (null, null);
    }

    // Each product once, at its newest purchase: who buys often has no louder voice.
    private Dictionary<ulong, Instant> Purchases(OrderBook orders, Instant day)
    {
        var newest = new Dictionary<ulong, Instant>();
        foreach (var order in orders.Entries.Values)
        {
            var time = order.Stamp.Time;
            if (!order.Verified || !order.Counts || time >= day || time < day - options.Memory) continue;
            foreach (var line in order.Items) newest[line.Item] = Instant.Max(time, newest.GetValueOrDefault(line.Item, Instant.MinValue));
        }

        return newest;
    }

    private ulong[] Products(IEnumerable<CircleFriend> friends, VisitorState state, ulong self, Instant day)
    {
        var own = state.LinkedFriends.Select(f => f.Key).ToHashSet();
        var sums = new Dictionary<ulong, (int Buyers, double Weight)>();
        foreach (var friend in friends)
        {
            var closeness = Closeness.Of(own, friend.Friends);
            foreach (var (item, time) in friend.Purchases)
            {
                var (buyers, weight) = sums.GetValueOrDefault(item);
                sums[item] = (buyers + 1, weight + (closeness * double.Exp2(-((day - time) / options.HalfLife))));
            }
        }

        return [.. sums.Where(s => s.Value.Buyers >= options.MinBuyers)
            .OrderByDescending(s => s.Value.Weight * Blur(self, s.Key, day)).ThenBy(s => s.Key).Select(s => s.Key).Take(RecommendationRequest.MaxLimit)];
    }

    // A factor of 0.7 to 1.4, another one every day: the order of two products does not tell which of them one friend more has bought.
    private static double Blur(ulong self, ulong item, Instant day)
    {
        Span<byte> seed = stackalloc byte[24];
        BitConverter.TryWriteBytes(seed, self);
        BitConverter.TryWriteBytes(seed[8..], item);
        BitConverter.TryWriteBytes(seed[16..], day.UnixMilliseconds);
        return double.Exp2((Hash64.Of(seed) / (double)ulong.MaxValue) - 0.5);
    }

    private void Keep((SiteId Site, ulong Visitor) key, Circle circle)
    {
        if (_today.Count >= MostKept)
        {
            foreach (var (other, known) in _today)
            {
                if (known.Day != circle.Day) _today.TryRemove(other, out _);
            }
        }

        if (_today.Count < MostKept) _today[key] = circle;
    }

    private sealed record CircleFriend(VisitorKey Key, IReadOnlyCollection<ulong> Friends, Dictionary<ulong, Instant> Purchases);
}
