using Recs.Core.Streaming;

namespace Recs.Core.Visitors.Profiles;

/// <summary>Sums up a site's stored states.</summary>
public sealed class AppliedReader(IVisitorReader reader, int partitions, TimeProvider clock)
{
    /// <param name="site">Whose.</param>
    /// <param name="asOf">Stages are told as of this time; null: the site's now. Nothing newer may be in the states.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<AppliedTotals> ReadAsync(SiteId site, Instant? asOf, CancellationToken cancel)
    {
        var sums = new Sums();
        if (await new SiteClock(reader, partitions, clock).ReadAsync(site, cancel) is not { } now) return sums.Totals();
        var time = asOf ?? now.Now;
        for (var partition = 0; partition < partitions; partition++)
        {
            await foreach (var visitor in reader.ScanAsync(partition, cancel))
            {
                if (visitor.Key.Site == site) sums.Add(visitor, time, now.Options);
            }

            var head = await reader.HeadAsync(partition, cancel);
            foreach (var stored in head.Sites.Where(s => s.Site == site)) sums.Add(SitePartitionState.Decode(stored.Bytes).Anonymous);
        }

        return sums.Totals();
    }

    private sealed class Sums
    {
        private readonly SortedDictionary<LifecycleStage, int> _stages = [];
        private long _orders;
        private long _refunds;
        private readonly SortedDictionary<string, decimal> _net = new(StringComparer.Ordinal);

        public void Add(AnonymousTotals anonymous)
        {
            _orders += anonymous.ByCurrency.Values.Sum(c => c.Orders);
            foreach (var (currency, sums) in anonymous.ByCurrency) AddNet(currency, sums.Net);
        }

        public void Add(StoredVisitor visitor, Instant now, VisitorOptions options)
        {
            // Orders without any person are in the totals of their site.
            if (visitor.State is null) return;
            var orders = OrderBook.Of(visitor.Orders);
            _orders += orders.Entries.Values.Count(o => o.Arrived);
            _refunds += orders.Entries.Values.Sum(o => o.Refunds.Count);
            var grain = new VisitorGrain(visitor.Key, VisitorStateCodec.Decode(visitor.State), orders);
            foreach (var (currency, sums) in grain.State.Spending.ByCurrency) AddNet(currency, sums.Net);
            if (grain.State.HandedOverTo is not null || grain.State.IsDormant) return;
            grain.Advance(now, options, new VisitorEffects());
            _stages[grain.State.Stage] = _stages.GetValueOrDefault(grain.State.Stage) + 1;
        }

        private void AddNet(string currency, decimal net) => _net[currency] = _net.GetValueOrDefault(currency) + net;

        public AppliedTotals Totals() => new(_orders, _refunds, _net, _stages);
    }
}
