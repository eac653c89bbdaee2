using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Tests.Visitors;
using Recs.Core.Visitors;

namespace Recs.Core.Tests;

/// <summary>One rich value of each stored format.</summary>
internal static class FormatSamples
{
    /// <summary>A visitor with something in every part of the state.</summary>
    public static byte[] State()
    {
        var shopper = new Shopper("user-7");
        shopper.State.Identified = true;
        var mug = Shopper.Line("mug", 9.5m, "Home > Kitchen > Mugs", "Blue & Co");
        shopper.Page("/").AfterMinutes(1).Page("/kitchen/mugs").View("mug", 9.5m, "Home > Kitchen > Mugs", "Blue & Co");
        shopper.Engage(31.5, "page-1", mug).Wish("bowl").Wish("cup").Unwish("cup");
        shopper.Send(new ContentViewed(shopper.Header() with { Device = DeviceClass.Tablet, TimeZone = "Europe/London" }, ContentForm.Video));
        shopper.AfterDays(2).Add("mug", 2, 9.5m).Add("plate", 1).Remove("plate");
        shopper.Order("order-1", 19m, lines: [mug with { Quantity = 2 }, Shopper.Line("bowl", null, "Home > Kitchen > Bowls")]);
        shopper.AfterDays(1);
        shopper.Refund("order-1", 9.5m);
        shopper.Refund("order-1", 1m, "USD");
        shopper.Add("lamp", 1, 49.9999m).AfterMinutes(40).Page("/late", late: TimeSpan.FromDays(3));
        shopper.Identify("somebody-else", proven: false, new Trait("age", TraitType.Number, "41"), new Trait("vip", TraitType.Flag, "true"));
        shopper.Send(new Merged(shopper.Header(), 77, new VisitorId("device-1"), [], []));
        shopper.Send(new Merged(shopper.Header(), 78, new VisitorId("device-2"), [], []));
        shopper.Send(new AliasReleased(shopper.Header(), new VisitorId("device-2")) { To = new VisitorId("user-8") });
        shopper.Send(new FriendLinked(shopper.Header(), "user-9"));
        shopper.Send(new FriendClaimed(shopper.Header(), Hash64.Of("user-9"), true));
        shopper.Send(new FriendUnlinked(shopper.Header(), "user-10"));
        shopper.State.Friends.Link("user-11", shopper.Now);
        shopper.Send(new CampaignContacted(shopper.Header(), "spring", "email"));
        shopper.Send(new CampaignOpened(shopper.Header(), "spring", "email"));
        shopper.Send(new CampaignClicked(shopper.Header(), "summer", null));
        shopper.Send(new RecommendationViewed(shopper.Header(), "list-1", "home", []));
        shopper.Send(new RecommendationClicked(shopper.Header(), "list-1", "home", mug, 3));
        shopper.Send(new ProductsSearched(shopper.Header(), "blue mug"));
        shopper.Send(new ConsentChanged(shopper.Header(), true, null, false));
        return shopper.Bytes;
    }

    public static OrderEntry Order() => new()
    {
        Arrived = true,
        Verified = true,
        Stamp = new Stamp(Shopper.Start, 4_711),
        Currency = "EUR",
        Gross = 120.5555m,
        Refunds = [new OrderRefund(3, "", 20m, false, true), new OrderRefund(4, "USD", 1.5m, false, false), new OrderRefund(ulong.MaxValue, "EUR", 0, true, true)],
        RefundedMore = 0.0001m,
        Items = [new OrderedItem(11, 12, 2), new OrderedItem(ulong.MaxValue, 0, 1)],
        Credit = new ListCredit(77, 2, 5, Clicked: true, Direct: false, new Stamp(Shopper.Start, 9)),
    };

    public static VisitorChange Change() =>
        new(new VisitorKey(SiteId.Default, new VisitorId("ann")), VisitorChangeKind.Stage, "Prospect", "Customer", "order_completed", Shopper.Start);

    public static Erasure Erasure() => new("receipt-1", SiteId.Default, Shopper.Start)
    {
        Status = ErasureStatus.Sealing,
        DoneAt = Shopper.Start + TimeSpan.FromSeconds(9),
        Trail = new VisitorTrail([new VisitorId("ann"), new VisitorId("phone")], [new PastDevice(new VisitorId("tablet"), 3, 1L << 39)]),
        Removed = new ErasureCounts(1, 2, 3, 4, 5, 6, 7),
    };

    public static SitePartitionState Site()
    {
        var site = new SitePartitionState { Clock = Shopper.Start, Live = true, OptionsJson = new VisitorOptions { BaseCurrency = "GBP" }.ToJson() };
        site.Anonymous.Add("GBP", 3, 99.9999m);
        site.Anonymous.Add("EUR", -1, -5m);
        site.Erased.Add(ulong.MaxValue, Shopper.Start + TimeSpan.FromDays(30));
        site.Erased.Add(1, Shopper.Start + TimeSpan.FromDays(2));
        return site;
    }

    /// <summary>A list with a first page and one behind it.</summary>
    public static ListRecord List() => new(SiteId.Default, Guid.Parse("01a201de-280c-72c3-95bf-9ccdcf3b47a7"), RecommendationForm.CrossSell)
    {
        Placement = "home",
        Visitor = new VisitorId("größe"),
        Stage = LifecycleStage.Customer,
        Degraded = true,
        Items =
        [
            new ListedProduct(new ItemId("mug"), 0.25, RecommendationTier.Similar, "bought_together"),
            new ListedProduct(new ItemId("pot"), 0.125, RecommendationTier.Popular, "popular") { Reason = new Reason("popular", [new ItemId("cup")], ["Home"], "Popular lately") },
        ],
    };

    public static ListOutcome ListOutcome() => new(SiteId.Default, 77, ListOutcomeKind.Ordered, new Instant(1_000))
    {
        Form = 2,
        Placement = 5,
        Items = [(9, 3)],
        Orders = -1,
        Direct = 1,
        Revenue = [("EUR", -9.5m)],
    };
}
