using System.Globalization;
using Recs.Core.Recommendations.Explanations;
using Recs.Core.Recommendations.Scoring;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Sources;

/// <summary>
/// The personal mix: the best of several sources joined by weighted reciprocal ranks, Σ weight / (60 + rank), which needs no
/// common scale of scores (Cormack, Clarke, Büttcher: Reciprocal rank fusion, SIGIR 2009). The weights depend on whether the
/// visitor has bought. The reason is that of the source that speaks loudest for the item.
/// </summary>
internal sealed class PersonalMixSource(RecommenderOptions options, IReadOnlyDictionary<string, ICandidateSource> sources) : ICandidateSource
{
    private const double RankOffset = 60;
    private const int Depth = 100;

    private readonly (ICandidateSource Source, double Weight)[] _newcomer = Parts(options.NewcomerMix, sources);
    private readonly (ICandidateSource Source, double Weight)[] _buyer = Parts(options.BuyerMix, sources);

    public string Name => SourceNames.PersonalMix;

    public void Collect(RecommendationContext context, CandidateScores scores)
    {
        if (context.Visitor is null && context.ViewAnchors.Count + context.PurchaseAnchors.Count == 0) return;
        var loudest = context.Scratch.Loudest;
        var parts = Parts(context);
        for (byte p = 0; p < parts.Length; p++)
        {
            context.Scratch.Part.Clear();
            parts[p].Source.Collect(context, context.Scratch.Part);
            var rank = 0;
            foreach (var (_, item) in context.Scratch.Top.Of(context.Scratch.Part, Math.Max(Depth, context.Wanted)))
            {
                var share = parts[p].Weight / (RankOffset + ++rank);
                if (scores[item] == 0 || share > loudest[item].Share) loudest[item] = (p, share);
                scores.Add(item, share);
                if (context.Request.Explain) context.Scratch.MixRanks.Add((item, p, rank));
            }
        }
    }

    public Explanation Explain(RecommendationContext context, int item) =>
        Parts(context)[context.Scratch.Loudest[item].Part].Source.Explain(context, item);

    public IReadOnlyList<ScorePart> Parts(RecommendationContext context, int item)
    {
        var parts = Parts(context);
        return [.. context.Scratch.MixRanks.Where(r => r.Item == item).Select(r => new ScorePart(
            parts[r.Part].Source.Name,
            parts[r.Part].Weight / (RankOffset + r.Rank),
            string.Create(CultureInfo.InvariantCulture, $"rank {r.Rank} there; {parts[r.Part].Weight:0.##} / ({RankOffset} + {r.Rank})")))];
    }

    private (ICandidateSource Source, double Weight)[] Parts(RecommendationContext context) =>
        context.Visitor?.Stage is LifecycleStage.Customer or LifecycleStage.LoyalCustomer ? _buyer : _newcomer;

    private static (ICandidateSource Source, double Weight)[] Parts(IReadOnlyList<MixPart> mix, IReadOnlyDictionary<string, ICandidateSource> sources) =>
        [.. mix.Where(m => m.Weight > 0).Select(m => (sources[m.Source], m.Weight))];
}
