using Recs.Core.Events;

namespace Recs.Models.Readiness;

/// <summary>The products an event names.</summary>
internal static class EventLines
{
    public static IReadOnlyList<ItemLine> Of(VisitorEvent e) => e switch
    {
        ProductViewed x => [x.Item],
        ProductClicked x => [x.Item],
        WishlistAdded x => [x.Item],
        WishlistRemoved x => [x.Item],
        CartAdded x => [x.Item],
        CartRemoved x => [x.Item],
        RecommendationClicked x => [x.Item],
        ProductShared x => [x.Item],
        PageEngaged { Item: { } item } => [item],
        ProductListViewed x => x.Items,
        CheckoutStarted x => x.Items,
        OrderCompleted x => x.Items,
        OrderRefunded x => x.Items,
        _ => [],
    };

    /// <summary>What a sender did not send: records that owners of visitors wrote to each other, or that time wrote.</summary>
    public static bool IsOfSender(VisitorEvent e) => e is not (Tick or OptionsChanged or Merged or AliasReleased or Erased or FriendClaimed or Blank);
}
