using Recs.Core.Events;

namespace Recs.Core.Tests.Visitors;

public sealed class FavouritesTests
{
    [Fact]
    public void Newest_first()
    {
        var ann = new Shopper().Wish("a").AfterMinutes(1).Wish("b").AfterMinutes(1).Wish("a");
        Assert.Equal([Hash64.Of("a"), Hash64.Of("b")], ann.State.Favourites.Items.Select(f => f.Item));
    }

    [Fact]
    public void What_is_removed_is_gone()
    {
        var ann = new Shopper().Wish("a").Wish("b").AfterMinutes(1).Unwish("a");
        Assert.Equal([Hash64.Of("b")], ann.State.Favourites.Items.Select(f => f.Item));
        Assert.Single(ann.AfterMinutes(1).Unwish("b").AfterMinutes(1).Wish("a").State.Favourites.Items);
    }

    [Fact]
    public void An_older_addition_that_comes_late_does_not_bring_it_back()
    {
        var ann = new Shopper().Wish("a").AfterMinutes(10).Unwish("a").Wish("a", late: TimeSpan.FromMinutes(5));
        Assert.Empty(ann.State.Favourites.Items);
    }

    [Fact]
    public void Not_even_when_nothing_had_been_added_yet()
    {
        var ann = new Shopper().AfterMinutes(10).Unwish("a").Wish("a", late: TimeSpan.FromMinutes(5));
        Assert.Empty(ann.State.Favourites.Items);
    }

    [Fact]
    public void Removals_are_forgotten_after_30_days()
    {
        var ann = new Shopper().Unwish("a");
        Assert.Equal(1, ann.State.Favourites.Count);
        Assert.Equal(1, ann.AfterDays(30).Page().State.Favourites.Count);
        Assert.Equal(0, ann.AfterMinutes(1).Page().State.Favourites.Count);
    }

    [Fact]
    public void Of_adding_and_removing_at_one_moment_removing_counts()
    {
        foreach (var removedFirst in new[] { true, false })
        {
            var ann = new Shopper();
            var header = ann.Header();
            VisitorEvent[] both = [new WishlistRemoved(header, Shopper.Line("a")), new WishlistAdded(header with { MessageId = SameTie(header.MessageId) }, Shopper.Line("a"))];
            foreach (var e in removedFirst ? both : both.Reverse()) ann.Send(e);
            Assert.Empty(ann.State.Favourites.Items);
        }
    }

    [Fact]
    public void The_newest_200_are_kept()
    {
        var ann = new Shopper();
        for (var i = 0; i < 230; i++) ann.After(TimeSpan.FromMinutes(20)).Wish($"item-{i}");
        Assert.Equal(Enumerable.Range(30, 200).Reverse().Select(i => Hash64.Of($"item-{i}")), ann.State.Favourites.Items.Select(f => f.Item));
    }

    // Another message id whose hash ends in the same 16 bits.
    private static string SameTie(string id) => Enumerable.Range(0, int.MaxValue).Select(i => $"other-{i}").First(o => (ushort)Hash64.Of(o) == (ushort)Hash64.Of(id));
}
