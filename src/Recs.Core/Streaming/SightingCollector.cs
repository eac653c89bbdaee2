using Recs.Core.Catalog;
using Recs.Core.Events;

namespace Recs.Core.Streaming;

/// <summary>
/// Products, categories, brands, campaigns, placements and friends that events name, so that hashes in states can be turned
/// back. What was written lately is not written again. What only browsers have named is told apart, since they may name anything.
/// </summary>
internal sealed class SightingCollector
{
    private const int Remembered = 50_000;

    // By site and product, a hash of the facts written last.
    private readonly Dictionary<ulong, ulong> _written = [];
    private readonly HashSet<ulong> _named = [];
    private readonly Batch _trusted = new();
    private readonly Batch _claimed = new() { Salt = 0x9E3779B97F4A7C15 };
    private Batch _batch = null!;

    public void See(SiteId site, VisitorEvent e)
    {
        _batch = e.Header.Trusted ? _trusted : _claimed;
        switch (e)
        {
            case ProductViewed x: See(site, x.Item); break;
            case ProductClicked x: See(site, x.Item); break;
            case WishlistAdded x: See(site, x.Item); break;
            case WishlistRemoved x: See(site, x.Item); break;
            case CartAdded x: See(site, x.Item); break;
            case CartRemoved x: See(site, x.Item); break;
            case RecommendationClicked x:
                See(site, x.Item);
                if (x.Placement is { } clicked) Name(site, clicked);
                break;
            case RecommendationViewed { Placement: { } placement }: Name(site, placement); break;
            case CampaignContacted x: Name(site, x.CampaignId); break;
            case CampaignOpened x: Name(site, x.CampaignId); break;
            case CampaignClicked x: Name(site, x.CampaignId); break;
            case FriendLinked x: Name(site, x.FriendId); break;
            case ProductShared x: See(site, x.Item); break;
            case PageEngaged { Item: { } item }: See(site, item); break;
            case PageEngaged { Category: { } category }: Name(site, category); break;
            case ProductListViewed x: foreach (var i in x.Items) See(site, i); break;
            case CheckoutStarted x: foreach (var i in x.Items) See(site, i); break;
            case OrderCompleted x: foreach (var i in x.Items) See(site, i); break;
            case OrderRefunded x: foreach (var i in x.Items) See(site, i); break;
            default: break;
        }
    }

    /// <summary>Friends of one another, of whom each state knows the other by hash.</summary>
    public void SeeFriends(SiteId site, VisitorId claimant, VisitorId friend)
    {
        // Only users have friends.
        _batch = _trusted;
        Name(site, claimant.Value);
        Name(site, friend.Value);
    }

    /// <param name="claimed">Those that only browsers have named.</param>
    public List<(SiteId Site, ItemLine Item)> TakeItems(bool claimed)
    {
        var batch = claimed ? _claimed : _trusted;
        var items = batch.Items.Select(i => (i.Key.Site, i.Value)).ToList();
        batch.Items.Clear();
        return items;
    }

    /// <param name="claimed">Those that only browsers have named.</param>
    public List<(SiteId Site, ulong Hash, string Text)> TakeNames(bool claimed)
    {
        var batch = claimed ? _claimed : _trusted;
        var names = batch.Names.Select(n => (n.Key.Site, n.Key.Hash, n.Value)).ToList();
        batch.Names.Clear();
        return names;
    }

    private void See(SiteId site, ItemLine line)
    {
        var key = Hash64.Of(site.Value) ^ line.Item.Hash ^ _batch.Salt;
        var facts = Facts(line);
        if (_written.TryGetValue(key, out var known) && known == facts) return;
        if (_written.Count >= Remembered) _written.Clear();
        _written[key] = facts;

        // A fact the newer event does not give stays.
        var before = _batch.Items.GetValueOrDefault((site, line.Item));
        _batch.Items[(site, line.Item)] = line with
        {
            Quantity = 1,
            Catalogued = false,
            Name = line.Name ?? before?.Name,
            Category = line.Category ?? before?.Category,
            Brand = line.Brand ?? before?.Brand,
            Price = line.Price ?? before?.Price,
            Currency = line.Currency ?? before?.Currency,
        };
        Name(site, line.Item.Value);
        if (line.Category is { } path)
        {
            Name(site, path);
            Name(site, CategoryPath.Top(path));
        }

        if (line.Brand is not null) Name(site, line.Brand);
    }

    private void Name(SiteId site, string text)
    {
        var hash = Hash64.Of(text);
        if (_named.Count >= Remembered) _named.Clear();
        if (_named.Add(Hash64.Of(site.Value) ^ hash ^ _batch.Salt)) _batch.Names[(site, hash)] = text;
    }

    private static ulong Facts(ItemLine line)
    {
        var facts = Fact(Fact(Fact(Fact(0, line.Name), line.Category), line.Brand), line.Currency);
        return (facts * 31) + (line.Price is { } price ? (uint)price.GetHashCode() : 1UL);
    }

    private static ulong Fact(ulong facts, string? text) => (facts * 31) + (text is null ? 1 : Hash64.Of(text));

    private sealed class Batch
    {
        public Dictionary<(SiteId Site, ItemId Item), ItemLine> Items { get; } = [];

        public Dictionary<(SiteId Site, ulong Hash), string> Names { get; } = [];

        // What browsers said does not stand for what the shop says.
        public ulong Salt { get; init; }
    }
}
