using Recs.Core;
using Recs.Core.Events;

namespace Recs.Models.Readiness;

/// <summary>
/// What the log says of a shop's data, record by record. Memory is bounded, some 20 MB for the largest shop; it holds hashes and places in the log,
/// no text. A duplicate is known as one within 24 hours among the newest records of its partition. A bot's event and a duplicate count as that and
/// as nothing else.
/// </summary>
internal sealed class ReadinessScan(SiteId site, int partitions, CatalogFacts catalogue)
{
    private const int MostMessages = 262_144;
    private const int MostItems = 20_000;

    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(24);
    private static readonly TimeSpan ClampWindow = TimeSpan.FromDays(7);

    private readonly RecentKeys[] _messages = [.. Enumerable.Range(0, partitions).Select(_ => new RecentKeys(MostMessages / partitions, DuplicateWindow))];
    private readonly RecentKeys[] _orders = [.. Enumerable.Range(0, partitions).Select(_ => new RecentKeys(MostMessages / 4 / partitions, TimeSpan.MaxValue))];

    public long Events { get; private set; }

    public Instant? From { get; private set; }

    public Instant? Until { get; private set; }

    /// <summary>Products named, each time.</summary>
    public long Lines { get; private set; }

    public Tally Bots { get; } = new();

    public Tally Duplicates { get; } = new();

    public Tally Clamped { get; } = new();

    /// <summary>Of the clamped ones those that claimed to be of later than their receipt.</summary>
    public long Ahead { get; private set; }

    /// <summary>The longest time between event and receipt; seven days where it was clamped to that.</summary>
    public TimeSpan Delay { get; private set; }

    public Tally Mismatches { get; } = new();

    public ItemTallies Unknown { get; } = new(MostItems);

    public ItemTallies WithoutPrice { get; } = new(MostItems);

    public ItemTallies WithoutCategory { get; } = new(MostItems);

    public ClickTrail Clicks { get; } = new();

    public Pace Views { get; } = new();

    public Pace Orders { get; } = new();

    /// <summary>Orders the shop's own servers reported.</summary>
    public Pace VerifiedOrders { get; } = new();

    public Baskets Baskets { get; } = new();

    public VisitorSteps Steps { get; } = new();

    public FriendLinks Friends { get; } = new();

    public void Take(int partition, long offset, LogRecord record)
    {
        if (record.Site != site || record.Event is OptionsChanged or Blank or Erased) return;
        Until = Instant.Max(Until ?? record.LogTime, record.LogTime);
        if (!EventLines.IsOfSender(record.Event)) return;
        From = Instant.Min(From ?? record.LogTime, record.LogTime);
        Events++;
        var mark = new LogMark(record.LogTime, partition, offset);
        if (record.Event.Header.Bot) Bots.Add(mark);
        else if (!_messages[partition].Add(KeyOf(record.Visitor, record.Event.Header.MessageId), record.LogTime)) Duplicates.Add(mark);
        else Take(record, mark);
    }

    private void Take(LogRecord record, LogMark mark)
    {
        if (!record.Historical) Time(record, mark);
        foreach (var line in EventLines.Of(record.Event)) Line(line, mark);
        var visitor = Hash64.Of(record.Visitor.Value);
        switch (record.Event)
        {
            case ProductViewed viewed:
                Views.Add(viewed.Header.Time);
                Step(record, visitor, viewed.Item);
                break;
            case ProductClicked clicked: Step(record, visitor, clicked.Item); break;
            case WishlistAdded wished: Step(record, visitor, wished.Item); break;
            case ProductShared shared: Step(record, visitor, shared.Item); break;
            case CartAdded added: Step(record, visitor, added.Item); break;
            case OrderCompleted order: Order(record, visitor, order, mark); break;
            case RecommendationViewed seen: Clicks.Seen(seen.ListId, record.LogTime); break;
            case RecommendationClicked clicked: Clicks.Clicked(clicked.ListId, mark); break;
            case FriendLinked linked: Friends.Link(visitor, Hash64.Of(linked.FriendId), linked.Header.Time); break;
            case FriendUnlinked unlinked: Friends.Unlink(visitor, Hash64.Of(unlinked.FriendId)); break;
        }
    }

    private void Time(LogRecord record, LogMark mark)
    {
        var (header, late) = (record.Event.Header, record.LogTime - record.Event.Header.Time);
        if (late > Delay) Delay = late;
        if (!header.Clamped) return;
        Clamped.Add(mark);
        // To which end it was moved tells on which side it was.
        if (late < ClampWindow / 2) Ahead++;
    }

    private void Line(ItemLine line, LogMark mark)
    {
        Lines++;
        var item = line.Item.Hash;
        if (!catalogue.Has(item)) Unknown.Add(item, mark);
        if (line.Price is null && !catalogue.HasPrice(item)) WithoutPrice.Add(item, mark);
        if (line.Category is null && !catalogue.HasCategory(item)) WithoutCategory.Add(item, mark);
    }

    private void Step(LogRecord record, ulong visitor, ItemLine line)
    {
        if (!record.Visitor.IsAnonymousEvent && !record.Visitor.IsAnonymousOrder) Steps.Take(visitor, line.Item.Hash, record.Event.Header.Time);
    }

    private void Order(LogRecord record, ulong visitor, OrderCompleted order, LogMark mark)
    {
        // A reloaded page tells of the same order under another message id.
        if (!_orders[mark.Partition].Add(KeyOf(record.Visitor, order.OrderId), record.LogTime)) return;
        Orders.Add(order.Header.Time);
        if (order.Header.Trusted) VerifiedOrders.Add(order.Header.Time);
        if (order.Mismatch) Mismatches.Add(mark);
        Baskets.Take([.. order.Items.Select(i => i.Item.Hash).Distinct()], order.Header.Time, catalogue);
        foreach (var line in order.Items) Step(record, visitor, line);
    }

    private static ulong KeyOf(VisitorId visitor, string id) => Hash64.Of($"{visitor.Value}\0{id}");
}
