using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class CartTests
{
    [Fact]
    public void Quantities_add_up_and_the_newest_price_counts()
    {
        var ann = new Shopper().Add("mug", 2, 9.5m).AfterMinutes(1).Add("mug", 3, 8m).AfterMinutes(1).Add("mug");
        var line = Assert.Single(ann.State.Cart.Lines);
        Assert.Equal((Hash64.Of("mug"), 6L, 8m), (line.Item, line.Quantity, line.Price));
    }

    [Fact]
    public void Some_or_all_of_a_product_can_be_removed()
    {
        var ann = new Shopper().Add("mug", 5).AfterMinutes(1).Remove("mug", 2);
        Assert.Equal(3, ann.State.Cart.Lines.Single().Quantity);
        Assert.True(ann.AfterMinutes(1).Remove("mug", 7).State.Cart.IsEmpty);
        Assert.True(new Shopper().Add("mug", 5).AfterMinutes(1).Remove("mug").State.Cart.IsEmpty);
    }

    [Fact]
    public void An_addition_that_comes_late_joins_the_line_unless_it_was_removed_since()
    {
        var ann = new Shopper().AfterMinutes(10).Add("mug", 1, 9m).Add("mug", 2, 7m, late: TimeSpan.FromMinutes(5));
        var line = ann.State.Cart.Lines.Single();
        Assert.Equal((3L, 9m, ann.Now), (line.Quantity, line.Price, line.Stamp.Time));
        Assert.True(ann.AfterMinutes(1).Remove("mug").Add("mug", late: TimeSpan.FromSeconds(30)).State.Cart.IsEmpty);
    }

    [Fact]
    public void An_old_removal_of_everything_says_nothing_of_what_was_added_since()
    {
        var ann = new Shopper().AfterMinutes(10).Add("mug", 3).Remove("mug", late: TimeSpan.FromMinutes(5));
        Assert.Equal(3, ann.State.Cart.Lines.Single().Quantity);
        Assert.Equal(1, ann.Remove("mug", 2, late: TimeSpan.FromMinutes(5)).State.Cart.Lines.Single().Quantity);
    }

    [Fact]
    public void What_was_added_before_an_order_stays_out_when_it_comes_late()
    {
        var ann = new Shopper().AfterMinutes(10);
        ann.Order("o1", 10);
        ann.AfterMinutes(1).Add("mug", late: TimeSpan.FromMinutes(2));
        Assert.True(ann.State.Cart.IsEmpty);
        Assert.Equal(0, ann.Remove("cup", late: TimeSpan.FromMinutes(2)).State.Cart.Count);
    }

    [Fact]
    public void Removals_are_forgotten_after_30_days()
    {
        var ann = new Shopper().Add("mug").AfterMinutes(1).Remove("mug");
        Assert.Equal(1, ann.AfterDays(30).Page().State.Cart.Count);
        Assert.Equal(0, ann.AfterMinutes(1).Page().State.Cart.Count);
    }

    [Fact]
    public void The_newest_32_lines_are_kept()
    {
        var ann = new Shopper();
        for (var i = 0; i < 40; i++) ann.AfterMinutes(1).Add($"item-{i}");
        Assert.Equal(Enumerable.Range(8, 32).Reverse().Select(i => Hash64.Of($"item-{i}")), ann.State.Cart.Lines.Select(l => l.Item));
    }

    [Fact]
    public void No_number_of_additions_overflows()
    {
        var ann = new Shopper();
        for (var i = 0; i < 50; i++) ann.AfterMinutes(1).Add("mug", int.MaxValue);
        Assert.Equal(50L * int.MaxValue, ann.State.Cart.Lines.Single().Quantity);
        Assert.Equal(ann.Bytes, VisitorStateCodec.Encode(VisitorStateCodec.Decode(ann.Bytes)));
    }
}
