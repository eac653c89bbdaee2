using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class FriendTests
{
    [Fact]
    public void Friends_are_linked_since_the_later_of_both_links()
    {
        var home = new Household();
        Say(home, "ann", h => new FriendLinked(h, "bob"));
        Assert.Empty(home["ann"].LinkedFriends);
        Say(home.AfterMinutes(10), "bob", h => new FriendLinked(h, "ann"));
        var later = home.Now;
        Assert.Equal((Hash64.Of("bob"), later), home["ann"].LinkedFriends.Select(f => (f.Key, f.LinkedSince!.Value)).Single());
        Assert.Equal((Hash64.Of("ann"), later), home["bob"].LinkedFriends.Select(f => (f.Key, f.LinkedSince!.Value)).Single());
    }

    [Fact]
    public void Naming_a_friend_again_changes_nothing_and_tells_nobody()
    {
        var home = Linked();
        var since = home["ann"].LinkedFriends.Single().LinkedSince;
        var told = home.Asked.Count;
        Say(home.AfterMinutes(60), "ann", h => new FriendLinked(h, "bob"));
        Assert.Equal((since, told), (home["ann"].LinkedFriends.Single().LinkedSince, home.Asked.Count));
    }

    [Fact]
    public void Either_takes_a_friendship_back_for_both_and_both_must_name_each_other_again()
    {
        var home = Linked();
        Say(home.AfterMinutes(1), "ann", h => new FriendUnlinked(h, "bob"));
        Assert.Empty(home["ann"].LinkedFriends.Concat(home["bob"].LinkedFriends));
        Say(home.AfterMinutes(1), "ann", h => new FriendLinked(h, "bob"));
        Assert.Empty(home["ann"].LinkedFriends.Concat(home["bob"].LinkedFriends));
        Say(home.AfterMinutes(1), "bob", h => new FriendLinked(h, "ann"));
        Assert.Equal((1, 1), (home["ann"].LinkedFriends.Count(), home["bob"].LinkedFriends.Count()));
    }

    [Fact]
    public void An_older_link_that_comes_late_does_not_bring_a_friendship_back()
    {
        var home = new Household();
        var before = home.Header() with { OfUser = true };
        Say(home.AfterMinutes(5), "bob", h => new FriendLinked(h, "ann"));
        Say(home.AfterMinutes(5), "ann", h => new FriendUnlinked(h, "bob"));
        home.Send("ann", new FriendLinked(before, "bob"));
        Assert.Empty(home["ann"].LinkedFriends.Concat(home["bob"].LinkedFriends));
    }

    [Fact]
    public void Nobody_is_a_friend_of_oneself()
    {
        var home = new Household();
        Say(home, "ann", h => new FriendLinked(h, "ann"));
        home.Send("phone", new FriendLinked(home.Header() with { Trusted = false }, "ann")).Identify("phone", "ann");
        Assert.Empty(home["ann"].Friends.All);
        Assert.DoesNotContain(home.Asked, r => r.Event is FriendClaimed);
    }

    [Fact]
    public void Two_users_who_become_one_keep_their_other_friends()
    {
        var home = Linked();
        Say(home, "ann", h => new FriendLinked(h, "cem"));
        Say(home, "cem", h => new FriendLinked(h, "ann"));
        home.AfterMinutes(1).Identify("ann", "bob");
        Assert.Equal([Hash64.Of("cem")], home["bob"].LinkedFriends.Select(f => f.Key));
        Assert.Single(home["bob"].Friends.All);
        Assert.Equal([Hash64.Of("ann")], home["cem"].LinkedFriends.Select(f => f.Key));
    }

    [Fact]
    public void Fifty_friends_are_kept_and_no_crowd_of_strangers_drives_them_out()
    {
        var ann = new Shopper();
        for (var i = 0; i < 60; i++) ann.AfterMinutes(1).Send(new FriendLinked(ann.Header(), $"friend-{i}"));
        for (var i = 0; i < 200; i++) ann.AfterMinutes(1).Send(new FriendClaimed(ann.Header(), (ulong)i, true));
        Assert.Equal(Enumerable.Range(10, 50).Select(i => Hash64.Of($"friend-{i}")).Order(), ann.State.Friends.All.Where(f => f.Own.Linked).Select(f => f.Key));
        Assert.Equal(50, ann.State.Friends.All.Count(f => !f.Own.Linked));
    }

    [Fact]
    public void What_was_taken_back_is_forgotten_in_time()
    {
        var ann = new Shopper();
        ann.Send(new FriendUnlinked(ann.Header(), "bob"));
        ann.AfterDays(30).Page();
        Assert.Single(ann.State.Friends.All);
        ann.AfterDays(1).Page();
        Assert.Empty(ann.State.Friends.All);
    }

    [Fact]
    public void What_others_say_is_no_sign_of_life()
    {
        var ann = new Shopper().Page();
        var (seen, messages) = (ann.State.LastSeen, ann.State.Messages.Count);
        ann.AfterDays(20).Send(new FriendClaimed(ann.Header(), 7, true));
        Assert.Equal((seen, 1, messages, Activity.CoolingDown), (ann.State.LastSeen, ann.State.Visits.Sessions, ann.State.Messages.Count, ann.State.Activity));
    }

    private static Household Linked()
    {
        var home = new Household();
        Say(home, "ann", h => new FriendLinked(h, "bob"));
        Say(home, "bob", h => new FriendLinked(h, "ann"));
        return home.AfterMinutes(1);
    }

    private static void Say(Household home, string user, Func<EventHeader, VisitorEvent> said) => home.Send(user, said(home.Header() with { OfUser = true }));
}
