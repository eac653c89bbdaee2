using Recs.Core.Recommendations;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Recommendations;

/// <summary>Requests and visitors in few words.</summary>
internal static class Ask
{
    public static RecommendationRequest For(RecommendationForm form, string? item = null, string[]? cart = null, int limit = 10) =>
        new(form) { Item = item is null ? null : new ItemId(item), Cart = [.. (cart ?? []).Select(i => new ItemId(i))], Limit = limit };

    public static VisitorView Visitor(
        string[]? viewed = null, string[]? session = null, string[]? cart = null, string[]? lastPurchase = null, string[]? bought = null, LifecycleStage stage = LifecycleStage.ReturnVisit) =>
        new()
        {
            Stage = stage,
            RecentProducts = [.. (viewed ?? []).Select((v, i) => new ViewedProduct(Given.Hash(v), Given.Start - TimeSpan.FromMinutes(i)))],
            SessionItems = [.. (session ?? []).Select(Given.Hash)],
            Cart = [.. (cart ?? []).Select(Given.Hash)],
            LastPurchase = [.. (lastPurchase ?? []).Select(Given.Hash)],
            JustBought = [.. (lastPurchase ?? []).Select(Given.Hash)],
            Bought = (bought ?? []).Concat(lastPurchase ?? []).Select(Given.Hash).ToHashSet(),
        };
}
