using Recs.Core.Streaming.Retention;
using Recs.Core.Visitors;

namespace Recs.Core.Streaming.Replays;

/// <summary>Compares what two stores hold, byte for byte: states, orders (those without any person too), totals, counters and published changes.</summary>
public sealed class StoreComparison
{
    private readonly ReplayStart _start;
    private readonly IReadOnlySet<SiteId> _erasedSites;

    private readonly List<ReplayDifference> _first = [];
    private long _differences;
    private long _visitors;
    private long _orders;
    private long _counters;
    private long _changes;

    private StoreComparison(ReplayStart start, IReadOnlySet<SiteId> erasedSites) => (_start, _erasedSites) = (start, erasedSites);

    /// <summary>Compares all partitions.</summary>
    /// <param name="what">Names the two.</param>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <param name="start">Where the replay began: changes that came about before may have been dropped on either side.</param>
    /// <param name="at">The states are compared after time has passed to here on both sides.</param>
    /// <param name="erasedSites">Sites of which visitors were erased after one of the two had counted them.</param>
    /// <param name="cancel">Stops comparing.</param>
    public static async Task<ReplayCheck> RunAsync(
        string what, ReplayStore a, ReplayStore b, ReplayStart start, Instant at, IReadOnlySet<SiteId> erasedSites, CancellationToken cancel)
    {
        var found = new StoreComparison(start, erasedSites);
        for (var partition = 0; partition < start.Heads.Count; partition++) await found.CompareAsync(new Pair(partition, a, b, at), cancel);
        return new ReplayCheck(what, found._visitors, found._orders, found._counters, found._changes, found._differences, found._first);
    }

    private async Task CompareAsync(Pair pair, CancellationToken cancel)
    {
        var options = await CompareHeadsAsync(pair, cancel);
        await CompareVisitorsAsync(pair, options, cancel);
        await CompareCountersAsync(pair, cancel);
        var changes = new ChangeComparison(pair.Partition, _start.Heads[pair.Partition].NextOffset, pair.LeftOut, numbered: _erasedSites.Count == 0);
        _changes += await changes.RunAsync(pair.A.Reader, pair.B.Reader, (key, what) => Differs(pair, key, what), cancel);
    }

    private async ValueTask<Dictionary<SiteId, VisitorOptions>> CompareHeadsAsync(Pair pair, CancellationToken cancel)
    {
        var a = await pair.A.Reader.HeadAsync(pair.Partition, cancel);
        var b = await pair.B.Reader.HeadAsync(pair.Partition, cancel);
        if (a.NextOutbox != b.NextOutbox && _erasedSites.Count == 0) Differs(pair, null, null, $"records asked for: {a.NextOutbox} and {b.NextOutbox}");
        var (ours, theirs) = (a.Sites.ToDictionary(s => s.Site, s => s.Bytes), b.Sites.ToDictionary(s => s.Site, s => s.Bytes));
        foreach (var site in ours.Keys.Union(theirs.Keys))
        {
            if (!Same(ours.GetValueOrDefault(site), theirs.GetValueOrDefault(site))) Differs(pair, site, null, "clock, options or anonymous totals");
        }

        foreach (var site in a.Sites.Concat(b.Sites))
        {
            foreach (var hash in SitePartitionState.Decode(site.Bytes).Erased.Until.Keys) pair.LeftOut.Add((site.Site, hash));
        }

        return ours.ToDictionary(s => s.Key, s => OptionsOf(s.Value));
    }

    // Both sides come sorted alike, so they are read side by side.
    private async Task CompareVisitorsAsync(Pair pair, Dictionary<SiteId, VisitorOptions> options, CancellationToken cancel)
    {
        await using var a = pair.A.Reader.ScanAsync(pair.Partition, cancel).GetAsyncEnumerator(cancel);
        await using var b = pair.B.Reader.ScanAsync(pair.Partition, cancel).GetAsyncEnumerator(cancel);
        var (hasA, hasB) = (await a.MoveNextAsync(), await b.MoveNextAsync());
        while (hasA || hasB)
        {
            var order = !hasA ? 1 : !hasB ? -1 : Compare(a.Current.Key, b.Current.Key);
            if (order == 0) CompareVisitor(pair, a.Current, b.Current, options);
            else Differs(pair, (order < 0 ? a : b).Current.Key, "is on one side only");
            if (order <= 0) hasA = await a.MoveNextAsync();
            if (order >= 0) hasB = await b.MoveNextAsync();
        }
    }

    private void CompareVisitor(Pair pair, StoredVisitor a, StoredVisitor b, Dictionary<SiteId, VisitorOptions> options)
    {
        if (a.State is not null) _visitors++;
        _orders += a.Orders.Count;
        if (!a.Orders.Select(o => o.Hash).SequenceEqual(b.Orders.Select(o => o.Hash)) || !a.Orders.Zip(b.Orders).All(o => Same(o.First.Bytes, o.Second.Bytes)))
            Differs(pair, a.Key, "orders");
        if (a.State is null || b.State is null)
        {
            if (a.State != b.State) Differs(pair, a.Key, "the state is on one side only");
            return;
        }

        var known = options.GetValueOrDefault(a.Key.Site, VisitorOptions.Default);
        var (ours, theirs) = (At(a.Key, a.State, pair.At, known), At(b.Key, b.State, pair.At, known));
        if (_erasedSites.Contains(a.Key.Site) && ours.BelongsTo is { } user && user == theirs.BelongsTo)
        {
            // It may have been an erased visitor's device before: where it leads now is all there is to it.
            pair.LeftOut.Add((a.Key.Site, Hash64.Of(a.Key.Visitor.Value)));
            return;
        }

        if (Same(VisitorStateCodec.Encode(ours), VisitorStateCodec.Encode(theirs))) return;
        Differs(pair, a.Key, $"state: {string.Join(", ", VisitorStateFields.Differing(ours, theirs))}");
    }

    private static VisitorState At(VisitorKey key, byte[] state, Instant at, VisitorOptions options)
    {
        var grain = new VisitorGrain(key, VisitorStateCodec.Decode(state), OrderBook.Empty());
        grain.Advance(at, options, new VisitorEffects());
        return grain.State;
    }

    private async Task CompareCountersAsync(Pair pair, CancellationToken cancel)
    {
        var left = new Dictionary<(SiteId Site, byte Kind, ulong Key), byte[]>();
        await foreach (var c in pair.A.Store.LoadCountersAsync(pair.Partition, cancel))
        {
            if (!_erasedSites.Contains(c.Site)) left[(c.Site, c.Kind, c.Key)] = c.Bytes;
        }

        await foreach (var c in pair.B.Store.LoadCountersAsync(pair.Partition, cancel))
        {
            if (_erasedSites.Contains(c.Site)) continue;
            _counters++;
            left.Remove((c.Site, c.Kind, c.Key), out var bytes);
            if (!Same(bytes, c.Bytes)) Differs(pair, c.Site, null, $"counter {c.Key:x16} of kind {c.Kind}");
        }

        foreach (var (site, kind, key) in left.Keys) Differs(pair, site, null, $"counter {key:x16} of kind {kind} is on one side only");
    }

    private void Differs(Pair pair, VisitorKey key, string what) => Differs(pair, key.Site, key.Visitor, what);

    private void Differs(Pair pair, SiteId? site, VisitorId? visitor, string what)
    {
        _differences++;
        if (_first.Count < ReplayCheck.MostListed) _first.Add(new ReplayDifference(pair.Partition, site, visitor, what));
    }

    private static VisitorOptions OptionsOf(byte[] site) =>
        SitePartitionState.Decode(site).OptionsJson is { Length: > 0 } json ? VisitorOptions.FromJson(json) : VisitorOptions.Default;

    private static int Compare(VisitorKey a, VisitorKey b)
    {
        var c = Utf8Text.CompareOrdinal(a.Site.Value, b.Site.Value);
        return c != 0 ? c : Utf8Text.CompareOrdinal(a.Visitor.Value, b.Visitor.Value);
    }

    private static bool Same(byte[]? a, byte[]? b) => a.AsSpan().SequenceEqual(b) && a is null == b is null;

    private sealed record Pair(int Partition, ReplayStore A, ReplayStore B, Instant At)
    {
        /// <summary>Visitors, by hash, whose changes are not compared.</summary>
        public HashSet<(SiteId Site, ulong Hash)> LeftOut { get; } = [];
    }
}
