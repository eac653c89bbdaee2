using Recs.Core;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Referral;
using Recs.Training.Artefacts;

namespace Recs.Models.Readiness;

/// <summary>
/// What each form rests on. The numbers are those at which a shop of some hundreds of products has evidence for most of what sells; below them a form
/// answers, but mostly from what comes after in its chain.
/// </summary>
internal static class FormNeeds
{
    private const int Steps = 500;
    private const int BasketsNeeded = 500;
    private const int Views = 500;
    private const int Circles = 20;
    private const int VerifiedOrders = 100;
    private const int History = 1_000;
    private const int FewViews = 100;

    private static readonly ReferralOptions Referral = new();

    public static IReadOnlyList<FormReadiness> Of(ReadinessScan scan, CatalogFacts catalogue, ModelManifest? model)
    {
        var now = scan.Until ?? Instant.MinValue;
        return
        [
            .. Enum.GetValues<RecommendationForm>().Select(form =>
            {
                var needs = NeedsOf(form, scan, catalogue, now);
                var serves = IsTrained(form, model) ? ServedBy.TrainedModel : needs.Any(n => n.Have == 0) ? ServedBy.Fallback : ServedBy.LiveCounts;
                return new FormReadiness(form.Name(), needs.Met(), serves, Why(form, needs, serves, model), needs);
            }),
        ];
    }

    private static IReadOnlyList<DataNeed> NeedsOf(RecommendationForm form, ReadinessScan scan, CatalogFacts catalogue, Instant now) => form switch
    {
        RecommendationForm.ReSell => [Needs.Of("steps from one product to another within a visit", scan.Steps.WithinVisit, Steps, now)],
        RecommendationForm.CrossSell => [Needs.Of("baskets of two or more known products", scan.Baskets.Known(catalogue), BasketsNeeded, now)],
        RecommendationForm.UpSell =>
        [
            Needs.Of("products of the catalogue with price and category", catalogue.Complete, Math.Max(10, (catalogue.Count + 1) / 2)),
            Needs.Of("product views", scan.Views, Views, now),
        ],
        RecommendationForm.Referral =>
        [
            Needs.Of(
                $"visitors with {Referral.MinBuyers} or more friends linked by both sides for {Referral.MinLinked.TotalDays:0} days", scan.Friends.Circles(Referral.MinBuyers, now - Referral.MinLinked), Circles),
            Needs.Of("orders reported with the secret key", scan.VerifiedOrders, VerifiedOrders, now),
        ],
        RecommendationForm.ForYou => [Needs.Of("steps of visitors from one product to another", scan.Steps.All, History, now)],
        RecommendationForm.Popular => [Needs.Of("product views", scan.Views, FewViews, now)],
        RecommendationForm.Trending => [Needs.Of("product views within the newest day", scan.Views.Since(now - TimeSpan.FromDays(1)), FewViews)],
        RecommendationForm.RecentlyViewed => [Needs.Of("product views", scan.Views, 1, now)],
        _ => throw new System.Diagnostics.UnreachableException($"No needs of {form}."),
    };

    private static bool IsTrained(RecommendationForm form, ModelManifest? model) => form switch
    {
        RecommendationForm.ReSell => model?.Similar is not null,
        RecommendationForm.CrossSell => model?.Complements is not null,
        RecommendationForm.ForYou => model?.Next is not null,
        _ => false,
    };

    private static string Why(RecommendationForm form, IReadOnlyList<DataNeed> needs, ServedBy serves, ModelManifest? model)
    {
        var data = string.Join("; ", needs.Select(n => n.Text));
        return serves switch
        {
            ServedBy.TrainedModel => $"The model {model!.Version} serves, with live counts beside it: {data}.",
            ServedBy.LiveCounts => $"Live counts serve{(needs.Met() ? "" : $", and where they have nothing to say {After(form)}")}: {data}.",
            _ => $"{char.ToUpperInvariant(After(form)[0])}{After(form)[1..]}: {data}.",
        };
    }

    private static string After(RecommendationForm form) => form switch
    {
        RecommendationForm.ReSell => "products of like titles and popular ones of the category serve",
        RecommendationForm.UpSell or RecommendationForm.Referral => "the list stays short or empty",
        RecommendationForm.Popular => "the catalogue serves in its order",
        _ => "popular products serve",
    };
}
