using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>Ways of joining visitors that go wrong in one thing each.</summary>
internal static class MergeMutants
{
    public static IReadOnlyDictionary<string, Merge> All { get; } = new Dictionary<string, Merge>
    {
        ["ring dropped on merge"] = Spoiled(own => own.Messages, (into, own, _) => into.Messages = own),
        ["sums added twice"] = Spoiled((into, from) => into.Pages += from.Pages),
        ["tombstone forgotten"] = Spoiled((into, _) =>
        {
            while (into.Favourites.DropOldest(present: false))
            {
                // Every removal goes.
            }
        }),
        ["a merge counts as a page"] = Spoiled((into, _) => into.Pages++),
        ["merges forgotten"] = Spoiled((into, _) => into.Merges = new RecentMap(VisitorLimits.Merges)),
        ["money added twice"] = Spoiled((into, from) => into.Spending.Merge(from.Spending)),
        ["aliases left behind"] = Spoiled(own => own.Aliases, (into, own, _) => into.Aliases = own),
        ["the last to come counts"] = Spoiled((into, from) =>
        {
            into.Claim = from.Claim ?? into.Claim;
            into.LastPurchase = from.LastPurchase ?? into.LastPurchase;
            into.Consent = new ConsentChoices(from.Consent.Analytics ?? into.Consent.Analytics, into.Consent.Personalisation, into.Consent.Marketing);
        }),
        ["lists left behind"] = Spoiled(own => own.RecentProducts, (into, own, _) => into.RecentProducts = own),
        ["references mixed up"] = (into, orders, from, fromOrders) =>
        {
            from.Decay = into.Decay;
            MergeLaws.Real(into, orders, from, fromOrders);
        },
        ["an unlinking forgotten"] = Spoiled((into, _) =>
        {
            foreach (var friend in into.Friends.All.Where(f => !f.Own.Linked && !f.Theirs.Linked).ToList()) into.Friends.Forget(friend.Key);
        }),
        ["promotions of one side"] = Spoiled(own => own.Promotions, (into, own, _) => into.Promotions = own),
        ["clicks forgotten"] = Spoiled((into, from) =>
        {
            var (views, kept) = (new ListsSeen(), into.ListsSeen);
            foreach (var (list, seen) in kept.ByList) views.View(list, seen.Placement, seen.Seen);
            into.ListsSeen = views;
        }),
    };

    private static Merge Spoiled(Action<VisitorState, VisitorState> spoil) => (into, orders, from, fromOrders) =>
    {
        var theirs = VisitorStateCodec.Decode(VisitorStateCodec.Encode(from));
        MergeLaws.Real(into, orders, from, fromOrders);
        spoil(into, theirs);
    };

    private static Merge Spoiled<T>(Func<VisitorState, T> part, Action<VisitorState, T, VisitorState> spoil) => (into, orders, from, fromOrders) =>
    {
        var own = part(VisitorStateCodec.Decode(VisitorStateCodec.Encode(into)));
        MergeLaws.Real(into, orders, from, fromOrders);
        spoil(into, own, from);
    };
}
