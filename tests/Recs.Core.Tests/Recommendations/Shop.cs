using Microsoft.Extensions.Logging.Abstractions;
using Recs.Core.Catalog;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Counting;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Rules;
using Recs.Core.Recommendations.Snapshots;
using Recs.Core.Recommendations.Sources;
using Recs.Core.Recommendations.Trained;
using Recs.Core.Streaming;
using Recs.TestKit;

namespace Recs.Core.Tests.Recommendations;

/// <summary>A small shop: products, what people did, and the lists it gives.</summary>
internal sealed class Shop : IDisposable
{
    private readonly PartitionCounts[] _partitions;
    private readonly SnapshotAggregator _aggregator;
    private readonly Recommender _recommender;
    private int _orders;

    public Shop(RecommenderOptions? options = null, int partitions = 1, CountingOptions? counting = null, IEnumerable<ICandidateSource>? models = null, ISiteModels? trained = null)
    {
        var counts = counting ?? CountingOptions.Default;
        _partitions = [.. Enumerable.Range(0, partitions).Select(_ => new PartitionCounts(counts))];
        _aggregator = new SnapshotAggregator([SiteId.Default], Feed, Feed, counts, SnapshotOptions.Default, Clock, NullLogger<SnapshotAggregator>.Instance, trained);
        _recommender = new Recommender(options ?? RecommenderOptions.Default, models ?? [], Clock);
    }

    public FakeFeed Feed { get; } = new();

    public ManualTime Clock { get; } = new();

    public Instant Now { get; set; } = Given.Start;

    /// <summary>The last snapshot.</summary>
    public SiteSnapshot Current => _aggregator.Current(SiteId.Default);

    /// <summary>A snapshot of everything until now.</summary>
    public SiteSnapshot Snapshot()
    {
        for (var p = 0; p < _partitions.Length; p++) Feed.Store(p, _partitions[p].TakeChanged());
        _aggregator.RefreshAsync(CancellationToken.None).GetAwaiter().GetResult();
        return Current;
    }

    public Shop Item(string id, string title = "", string? category = null, decimal? price = null, bool inStock = true, bool? repeatable = null, string? brand = null)
    {
        Feed.Put(new CatalogItem(new ItemId(id), title) { Category = category, Price = price, Currency = "GBP", InStock = inStock, Repeatable = repeatable, Brand = brand });
        return this;
    }

    public Shop Items(params string[] ids)
    {
        foreach (var id in ids) Item(id);
        return this;
    }

    /// <summary>So many orders of these products, each by another visitor.</summary>
    public Shop Orders(int times, params string[] items)
    {
        for (var i = 0; i < times; i++) Apply(Given.Order($"o{_orders}", items, Now));
        return this;
    }

    /// <summary>A visitor orders what he or she had bought before.</summary>
    public Shop Reorders(int times, params string[] items)
    {
        for (var i = 0; i < times; i++) Apply(Given.Order($"o{_orders}", items, Now, before: items));
        return this;
    }

    /// <summary>So many sessions in which these products are viewed one after the other.</summary>
    public Shop Sessions(int times, params string[] items)
    {
        for (var t = 0; t < times; t++)
        {
            for (var i = 0; i < items.Length; i++)
                _partitions[t % _partitions.Length].Apply(SiteId.Default, Given.View(items[i], Now, [.. items[..i].Reverse()]));
        }

        return this;
    }

    /// <summary>The rules of the shop.</summary>
    public RuleBook Rules { get; private set; } = RuleBook.Empty;

    public Recommender Recommender => _recommender;

    /// <summary>Puts a rule in force.</summary>
    public Shop Rule(Rule rule)
    {
        Rules = Rules.With(rule);
        return this;
    }

    public RecommendationList Ask(RecommendationRequest request, VisitorView? visitor = null) => _recommender.Recommend(request, visitor, Snapshot(), Rules);

    public string[] Ids(RecommendationRequest request, VisitorView? visitor = null) => [.. Ask(request, visitor).Items.Select(i => i.Item.Id.Value)];

    /// <summary>The products of each list of a page.</summary>
    public string[][] Page(VisitorView? visitor, params RecommendationRequest[] requests) =>
        [.. _recommender.RecommendPage(requests, visitor, Snapshot(), Rules).Select(l => l.Items.Select(i => i.Item.Id.Value).ToArray())];

    public WhyAnswer Why(RecommendationRequest request, string item, VisitorView? visitor = null) =>
        _recommender.Why(request, new ItemId(item), visitor, Snapshot(), Rules);

    public RecommendationList Answer(RecommendationRequest request, VisitorView? visitor, SiteSnapshot snapshot) => _recommender.Recommend(request, visitor, snapshot, Rules);

    public void Dispose() => _aggregator.Dispose();

    private void Apply(AppliedEvent order) => _partitions[_orders++ % _partitions.Length].Apply(SiteId.Default, order);
}
