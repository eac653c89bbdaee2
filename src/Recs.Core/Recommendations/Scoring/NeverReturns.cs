using Recs.Core.Recommendations.Explanations;

namespace Recs.Core.Recommendations.Scoring;

/// <summary>What a form never returns, whichever source of its chain speaks.</summary>
internal static class NeverReturns
{
    public static void Block(RecommendationContext context)
    {
        var (request, visitor) = (context.Request, context.Visitor);
        context.Eligibility.Cause = KeptOut.OnPage;
        if (request.Item is { } item) context.Eligibility.Block(item.Hash);
        context.Eligibility.Cause = KeptOut.Excluded;
        foreach (var id in request.Exclude) context.Eligibility.Block(id.Hash);
        context.Eligibility.Cause = KeptOut.InOtherList;
        foreach (var id in request.Taken) context.Eligibility.Block(id.Hash);
        context.Eligibility.Cause = KeptOut.AlreadyGiven;
        foreach (var id in request.After) context.Eligibility.Block(id.Hash);
        if (request.Form == RecommendationForm.ReSell) BlockAnchors(context, context.ViewAnchors);
        if (request.Form is RecommendationForm.CrossSell or RecommendationForm.UpSell or RecommendationForm.ForYou) BlockCart(context);
        if (request.Form == RecommendationForm.CrossSell)
        {
            BlockAnchors(context, context.PurchaseAnchors);
            context.Eligibility.Cause = KeptOut.JustBought;
            BlockAll(context, visitor?.JustBought);
            context.Eligibility.Cause = KeptOut.Substitute;
            Substitutes.Block(context);
        }

        // What has just been bought is no news, whether people buy it again or not.
        context.Eligibility.Cause = KeptOut.JustBought;
        if (request.Form == RecommendationForm.ForYou) BlockAll(context, visitor?.JustBought);
        if (request.Form == RecommendationForm.UpSell)
        {
            context.Eligibility.AdmitOnly();
            foreach (var candidate in context.Scratch.UpSell.Of(context)) context.Eligibility.Admit(candidate.Item);
        }

        if (request.Form == RecommendationForm.Referral)
        {
            context.Eligibility.AdmitOnly();
            foreach (var hash in context.Visitor?.Circle?.Products ?? [])
            {
                if (context.Catalog.TryFind(hash, out var known)) context.Eligibility.Admit(known);
            }
        }

        // What was viewed may be shown whether bought or not; what fills that list up may not.
        if (request.Form != RecommendationForm.RecentlyViewed) BlockBought(context);
    }

    /// <summary>What the visitor has bought and people do not buy again.</summary>
    public static void BlockBought(RecommendationContext context)
    {
        if (context.Visitor is not { } visitor) return;
        context.Eligibility.Cause = KeptOut.BoughtBefore;
        foreach (var hash in visitor.Bought) BlockBought(context, hash);
        foreach (var hash in visitor.JustBought) BlockBought(context, hash);
    }

    private static void BlockBought(RecommendationContext context, ulong hash)
    {
        if (context.Catalog.TryFind(hash, out var item) && !Repeatables.IsRepeatable(context.Snapshot, item, context.Options.Repeat))
            context.Eligibility.Block(item);
    }

    private static void BlockCart(RecommendationContext context)
    {
        context.Eligibility.Cause = KeptOut.InCart;
        foreach (var item in context.Request.Cart) context.Eligibility.Block(item.Hash);
        BlockAll(context, context.Visitor?.Cart);
    }

    private static void BlockAll(RecommendationContext context, IReadOnlyList<ulong>? hashes)
    {
        if (hashes is null) return;
        foreach (var hash in hashes) context.Eligibility.Block(hash);
    }

    private static void BlockAnchors(RecommendationContext context, IReadOnlyList<Anchor> anchors)
    {
        context.Eligibility.Cause = KeptOut.StartedFrom;
        foreach (var anchor in anchors) context.Eligibility.Block(anchor.Item);
    }
}
