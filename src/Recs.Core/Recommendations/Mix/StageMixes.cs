using Recs.Core.Recommendations.Sources;
using Recs.Core.Visitors;

namespace Recs.Core.Recommendations.Mix;

/// <summary>What the personal mix is made of at each stage of the customer life cycle.</summary>
public static class StageMixes
{
    private static readonly string ReSell = RecommendationForm.ReSell.Name();
    private static readonly string CrossSell = RecommendationForm.CrossSell.Name();
    private static readonly string UpSell = RecommendationForm.UpSell.Name();
    private static readonly string Popular = RecommendationForm.Popular.Name();
    private static readonly string Trending = RecommendationForm.Trending.Name();

    /// <summary>
    /// A newcomer is shown alternatives and what others like; who comes back, what the likings tell; who has bought, first of all what goes
    /// with it. Where the site has a trained model, what it expects next has half the list, and the other parts share the rest as before. Referrals are left to the form of that name, since every list of them costs reads of friends.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<MixPart>> Default = new Dictionary<string, IReadOnlyList<MixPart>>
    {
        [nameof(LifecycleStage.FirstVisit)] = [new(SourceNames.TrainedNext, 1), new(ReSell, 0.5), new(SourceNames.Affinity, 0.2), new(Popular, 0.15), new(Trending, 0.1), new(CrossSell, 0.05)],
        [nameof(LifecycleStage.ReturnVisit)] = [new(SourceNames.TrainedNext, 1), new(ReSell, 0.4), new(SourceNames.Affinity, 0.25), new(CrossSell, 0.15), new(UpSell, 0.1), new(Trending, 0.1)],
        [nameof(LifecycleStage.Prospect)] = [new(SourceNames.TrainedNext, 1), new(ReSell, 0.35), new(SourceNames.Affinity, 0.25), new(CrossSell, 0.2), new(UpSell, 0.1), new(Trending, 0.1)],
        [nameof(LifecycleStage.Customer)] = [new(SourceNames.TrainedNext, 1), new(CrossSell, 0.4), new(ReSell, 0.25), new(SourceNames.Affinity, 0.2), new(UpSell, 0.1), new(Trending, 0.05)],
        [nameof(LifecycleStage.LoyalCustomer)] = [new(SourceNames.TrainedNext, 1), new(CrossSell, 0.35), new(ReSell, 0.2), new(SourceNames.Affinity, 0.2), new(UpSell, 0.15), new(Trending, 0.1)],
    };
}
