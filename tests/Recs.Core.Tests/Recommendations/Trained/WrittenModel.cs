using Recs.Core.Catalog;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Recommendations.Trained;

namespace Recs.Core.Tests.Recommendations.Trained;

/// <summary>A model that somebody wrote down: for each product what is similar, what goes with it and what comes next, best first.</summary>
internal sealed class WrittenModel : ISiteModels, ISiteModel
{
    private readonly Dictionary<string, (string Item, float Weight)[]> _similar = [];
    private readonly Dictionary<string, (string Item, float Weight)[]> _complements = [];
    private readonly Dictionary<string, (string Item, float Weight)[]> _next = [];

    public string Version => "written";

    public bool Withdrawn { get; set; }

    public WrittenModel Similar(string item, params (string, float)[] others) => With(_similar, item, others);

    public WrittenModel Complements(string item, params (string, float)[] others) => With(_complements, item, others);

    public WrittenModel Next(string item, params (string, float)[] others) => With(_next, item, others);

    public ISiteModel? Current(SiteId site) => Withdrawn ? null : this;

    public TrainedModel Bind(CatalogSnapshot catalog) => new Bound(this, catalog);

    private WrittenModel With(Dictionary<string, (string Item, float Weight)[]> lists, string item, (string, float)[] others)
    {
        lists[item] = others;
        return this;
    }

    private sealed class Bound(WrittenModel model, CatalogSnapshot catalog) : TrainedModel
    {
        public override string Version => model.Version;

        public override bool Knows(int item) => model._next.ContainsKey(Id(item));

        public override RelatedProducts Similar(int item) => Of(model._similar, item);

        public override RelatedProducts Complements(int item) => Of(model._complements, item);

        public override RelatedProducts Next(int item) => Of(model._next, item);

        public override void ScoreNext(ReadOnlySpan<int> history, CandidateScores scores)
        {
            var weight = 1.0;
            for (var at = history.Length - 1; at >= 0; at--, weight /= 2)
            {
                var next = Next(history[at]);
                for (var k = 0; k < next.Count; k++)
                {
                    if (next[k].Item >= 0) scores.Add(next[k].Item, weight * next[k].Weight);
                }
            }
        }

        private string Id(int item) => catalog[item].Id.Value;

        private RelatedProducts Of(Dictionary<string, (string Item, float Weight)[]> lists, int item)
        {
            if (!lists.TryGetValue(Id(item), out var others)) return default;
            int[] numbers = [.. others.Select(o => catalog.TryFind(Given.Hash(o.Item), out var number) ? number : -1)];
            float[] weights = [.. others.Select(o => o.Weight)];
            return new RelatedProducts(Enumerable.Range(0, others.Length).ToArray(), weights, numbers);
        }
    }
}
