using Recs.Core.Catalog;
using Recs.Core.Events;

namespace Recs.Core.Streaming;

/// <summary>
/// Products, categories and brands that events name, so that hashes in states can be turned back. What was written lately is
/// not written again.
/// </summary>
internal sealed class SightingCollector
{
    private const int Remembered = 50_000;

    private readonly HashSet<ulong> _written = [];
    private readonly Dictionary<(SiteId, ItemId), ItemLine> _items = [];
    private readonly Dictionary<(SiteId, ulong), string> _names = [];

    public void See(SiteId site, VisitorEvent e)
    {
        switch (e)
        {
            case ProductViewed x: See(site, x.Item); break;
            case ProductClicked x: See(site, x.Item); break;
            case WishlistAdded x: See(site, x.Item); break;
            case WishlistRemoved x: See(site, x.Item); break;
            case CartAdded x: See(site, x.Item); break;
            case CartRemoved x: See(site, x.Item); break;
            case PageEngaged { Item: { } item }: See(site, item); break;
            case PageEngaged { Category: { } category }: Name(site, category); break;
            case ProductListViewed x: foreach (var i in x.Items) See(site, i); break;
            case CheckoutStarted x: foreach (var i in x.Items) See(site, i); break;
            case OrderCompleted x: foreach (var i in x.Items) See(site, i); break;
            case OrderRefunded x: foreach (var i in x.Items) See(site, i); break;
            default: break;
        }
    }

    public List<(SiteId Site, ItemLine Item)> TakeItems()
    {
        var items = _items.Select(i => (i.Key.Item1, i.Value)).ToList();
        _items.Clear();
        return items;
    }

    public List<(SiteId Site, ulong Hash, string Text)> TakeNames()
    {
        var names = _names.Select(n => (n.Key.Item1, n.Key.Item2, n.Value)).ToList();
        _names.Clear();
        return names;
    }

    /// <summary>Nothing that was taken counts as written: the commit failed.</summary>
    public void Forget()
    {
        _written.Clear();
        _items.Clear();
        _names.Clear();
    }

    private void See(SiteId site, ItemLine line)
    {
        var facts = Hash64.Of(site.Value) ^ line.Item.Hash;
        if (line.Name is { } name) facts = (facts * 31) ^ Hash64.Of(name);
        if (line.Category is { } category) facts = (facts * 31) ^ Hash64.Of(category);
        if (line.Brand is { } brand) facts = (facts * 31) ^ Hash64.Of(brand);
        if (line.Price is { } price) facts = (facts * 31) ^ (ulong)decimal.ToInt64(price * 10_000m);
        if (!Remember(facts)) return;

        _items[(site, line.Item)] = line with { Quantity = 1 };
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
        if (Remember(Hash64.Of(site.Value) ^ (hash * 3))) _names[(site, hash)] = text;
    }

    private bool Remember(ulong what)
    {
        if (_written.Count >= Remembered) _written.Clear();
        return _written.Add(what);
    }
}
