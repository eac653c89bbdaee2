using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class StateCodecTests
{
    [Fact]
    public void Equal_states_have_equal_bytes_and_come_back() => Law.Holds(Law.Seeds, seeds =>
    {
        var shopper = new Shopper();
        foreach (var seed in seeds)
        {
            RandomEvents.Step(shopper, new Random(seed));
            var bytes = shopper.Bytes;
            var read = VisitorStateCodec.Decode(bytes);
            Assert.Equal(bytes, VisitorStateCodec.Encode(read));
            Assert.Empty(VisitorStateFields.Differing(shopper.State, read));
        }
    });

    [Fact]
    public void Order_entries_come_back() => Law.Holds(Law.Seeds, seeds =>
    {
        var shopper = new Shopper();
        foreach (var seed in seeds) RandomEvents.Step(shopper, new Random(seed));
        foreach (var entry in shopper.Grain.Orders.Entries.Values)
        {
            var bytes = entry.Encode();
            Assert.Equal(bytes, OrderEntry.Decode(bytes).Encode());
            Assert.Equal((entry.Net, entry.Counts), (OrderEntry.Decode(bytes).Net, OrderEntry.Decode(bytes).Counts));
        }
    });

    [Fact]
    public void The_parts_by_name_are_the_whole_state()
    {
        // A part that the codec writes and the list of parts leaves out would hide a difference.
        var properties = typeof(VisitorState).GetProperties().Where(p => p.CanWrite).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);
        Assert.Equal(properties.Order(StringComparer.Ordinal), VisitorStateFields.All.Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_part_that_differs_is_named()
    {
        var (a, b) = (new Shopper().Page("/x").View("mug", 10, "A", "B").Add("mug"), new Shopper().Page("/y").View("cup", 10, "A", "B").Add("mug"));
        b.Order("o1", 10);
        var named = VisitorStateFields.Differing(a.State, b.State);
        Assert.Superset(new HashSet<string> { "recentPages", "recentProducts", "cart", "ordersPlaced", "spending", "lastPurchase", "stage", "messages" }, named.ToHashSet());
        Assert.DoesNotContain("pages", named);
        Assert.Equal(named.Count == 0, a.Bytes.AsSpan().SequenceEqual(b.Bytes));
    }

    [Fact]
    public void Totals_are_those_of_the_order_book() => Law.Holds(Law.Seeds, seeds =>
    {
        var shopper = new Shopper();
        foreach (var seed in seeds) RandomEvents.Step(shopper, new Random(seed));
        var orders = shopper.Grain.Orders.Entries.Values;
        Assert.Equal(orders.Count(o => o.Counts), shopper.State.Spending.NetOrders);
        Assert.Equal(orders.Count(o => o.Arrived), shopper.State.OrdersPlaced);
        Assert.Equal(orders.Where(o => o.Counts).Select(o => o.Stamp.Time).OrderDescending().Take(10), shopper.State.Spending.OrderTimes);
        foreach (var (currency, spending) in shopper.State.Spending.ByCurrency)
            Assert.Equal(orders.Count(o => o.Counts && o.Currency == currency), spending.Orders);
    });
}
