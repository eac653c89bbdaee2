using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

public sealed class DuplicateTests
{
    [Fact]
    public void A_repeated_message_changes_nothing()
    {
        var ann = new Shopper();
        Assert.Equal(ApplyOutcome.Applied, Page(ann, "m"));
        var before = ann.Bytes;
        Assert.Equal(ApplyOutcome.Duplicate, Page(ann.AfterMinutes(5), "m"));
        Assert.Equal(before, ann.Bytes);
    }

    [Fact]
    public void It_is_recognised_for_24_hours_of_the_logs_time()
    {
        var ann = new Shopper();
        Page(ann, "m");
        Assert.Equal(ApplyOutcome.Duplicate, Page(ann.After(TimeSpan.FromHours(24)), "m"));
        Assert.Equal(ApplyOutcome.Applied, Page(ann.After(TimeSpan.FromSeconds(1)), "m"));
    }

    [Fact]
    public void It_is_recognised_among_the_last_512_events()
    {
        var ann = new Shopper();
        Page(ann, "first");
        for (var i = 0; i < 511; i++) Page(ann.After(TimeSpan.FromSeconds(1)), $"m{i}");
        Assert.Equal(512, ann.State.Messages.Count);
        Assert.Equal(ApplyOutcome.Duplicate, Page(ann, "first"));
        Page(ann.After(TimeSpan.FromSeconds(1)), "one more");
        Assert.Equal(ApplyOutcome.Applied, Page(ann, "first"));
    }

    [Fact]
    public void It_is_recognised_after_a_restart()
    {
        var ann = new Shopper();
        Page(ann, "m");
        Assert.Equal(ApplyOutcome.Duplicate, Page(ann.Restart(), "m"));
    }

    [Fact]
    public void The_window_follows_the_options_of_the_site()
    {
        var ann = new Shopper(options: new VisitorOptions { DuplicateWindow = TimeSpan.FromMinutes(1) });
        Page(ann, "m");
        Assert.Equal(ApplyOutcome.Applied, Page(ann.AfterMinutes(2), "m"));
    }

    [Fact]
    public void A_bots_event_changes_nothing_and_is_no_duplicate_later()
    {
        var ann = new Shopper().Page();
        var before = ann.Bytes;
        Assert.Equal(ApplyOutcome.Bot, ann.Send(new PageViewed(ann.Header(message: "m") with { Bot = true }, "/")).Outcome);
        Assert.Equal(before, ann.Bytes);
        Assert.Equal(ApplyOutcome.Applied, Page(ann, "m"));
    }

    private static ApplyOutcome Page(Shopper ann, string message) => ann.Send(new PageViewed(ann.Header(message: message), "/")).Outcome;
}
