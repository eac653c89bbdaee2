using Recs.Core.Events;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Visitors;

/// <summary>What the shop shows and says, and how a visitor answers: promotions, lists of recommendations, searches, consent.</summary>
public sealed class AnswerTests
{
    private static readonly ulong Spring = Hash64.Of("spring");

    [Fact]
    public void The_same_search_told_by_two_tags_or_on_its_second_page_counts_once()
    {
        var ann = new Shopper();
        foreach (var query in new[] { "blue mug", "blue mug", "cup" }) ann.AfterMinutes(0.1).Send(new ProductsSearched(ann.Header(), query));
        ann.AfterMinutes(5).Send(new ProductsSearched(ann.Header(), "blue mug"));
        Assert.Equal(3, ann.State.Searches.Total);
        Assert.Equal(["blue mug", "cup"], ann.State.Searches.NewestFirst.Select(s => s.Text));
    }

    [Fact]
    public void Promotions_are_counted_by_campaign_as_seen_opened_and_answered()
    {
        var ann = new Shopper().Page();
        ann.Send(new CampaignContacted(ann.Header(), "spring", "email"));
        ann.AfterMinutes(1).Send(new CampaignContacted(ann.Header(), "spring", "push"));
        ann.AfterMinutes(1).Send(new CampaignOpened(ann.Header(), "spring", "email"));
        ann.AfterMinutes(1).Send(new CampaignClicked(ann.Header(), "spring", null));
        var spring = ann.State.Promotions.ByCampaign[Spring];
        Assert.Equal((2, 1, 1), (spring.Contacted.Count, spring.Opened.Count, spring.Clicked.Count));
        Assert.Equal((ann.Now, ann.Now - TimeSpan.FromMinutes(2)), (spring.Clicked.Last, spring.Contacted.Last));
    }

    [Fact]
    public void The_newest_20_promotions_are_kept_and_the_totals_stay()
    {
        var ann = new Shopper();
        for (var i = 0; i < 30; i++) ann.AfterMinutes(1).Send(new CampaignClicked(ann.Header(), $"campaign-{i}", null));
        Assert.Equal(30, ann.State.Promotions.Totals.Clicked);
        Assert.Equal(Enumerable.Range(10, 20).Select(i => Hash64.Of($"campaign-{i}")).Order(), ann.State.Promotions.ByCampaign.Keys);
    }

    [Fact]
    public void Who_is_written_to_has_not_come_back()
    {
        var ann = new Shopper().Page();
        var seen = ann.Now;
        ann.AfterDays(50).Send(new CampaignContacted(ann.Header(), "spring", "email"));
        Assert.Equal((seen, Activity.AtRisk, 1), (ann.State.LastSeen, ann.State.Activity, ann.State.Visits.Sessions));
        ann.AfterDays(1).Send(new CampaignOpened(ann.Header(), "spring", "email"));
        Assert.Equal((ann.Now, Activity.Active, 1), (ann.State.LastSeen, ann.State.Activity, ann.State.Visits.Sessions));
    }

    [Fact]
    public void Mail_that_is_opened_is_content_in_the_form_of_mail()
    {
        var ann = new Shopper();
        ann.Send(new CampaignContacted(ann.Header(), "spring", "email"));
        Assert.Empty(ann.State.ContentForms.Weights);
        ann.Send(new ContentViewed(ann.Header(), ContentForm.Video));
        ann.Send(new CampaignOpened(ann.Header(), "spring", "Email"));
        ann.Send(new CampaignOpened(ann.Header(), "spring", "push"));
        Assert.Equal([((byte)ContentForm.Video, 0.5), ((byte)ContentForm.Email, 0.5)], ann.State.ContentForms.Shares());
    }

    [Fact]
    public void Lists_are_kept_with_place_time_and_clicks()
    {
        var ann = new Shopper();
        ann.Send(new RecommendationViewed(ann.Header(), "list", "home", []));
        ann.AfterMinutes(1).Send(new RecommendationClicked(ann.Header(), "list", null, Shopper.Line("mug", category: "Mugs"), 3));
        ann.AfterMinutes(1).Send(new RecommendationClicked(ann.Header(), "list", null, Shopper.Line("cup", category: "Mugs"), 1));
        var seen = ann.State.ListsSeen.ByList[Hash64.Of("list")];
        Assert.Equal((ann.Now, Hash64.Of("home")), (seen.Seen.Time, seen.Placement));
        Assert.Equal([(Hash64.Of("cup"), 1), (Hash64.Of("mug"), 3)], seen.Clicks.Select(c => (c.Item, c.Position)));
        Assert.Equal((1, 2), (ann.State.ListsSeen.Views, ann.State.ListsSeen.Clicks));
        Assert.Equal(2, ann.Category("Mugs"), 3);
    }

    [Fact]
    public void The_newest_20_lists_and_5_clicks_of_each_are_kept_and_the_totals_stay()
    {
        var ann = new Shopper();
        for (var i = 0; i < 30; i++)
        {
            for (var n = 1; n <= 7; n++) ann.AfterMinutes(1).Send(new RecommendationClicked(ann.Header(), $"list-{i}", null, Shopper.Line($"item-{n}"), n));
        }

        Assert.Equal(Enumerable.Range(10, 20).Select(i => Hash64.Of($"list-{i}")).Order(), ann.State.ListsSeen.ByList.Keys);
        Assert.All(ann.State.ListsSeen.ByList.Values, l => Assert.Equal([7, 6, 5, 4, 3], l.Clicks.Select(c => c.Position)));
        Assert.Equal(210, ann.State.ListsSeen.Clicks);
    }

    [Fact]
    public void The_newest_10_searches_are_kept_each_once_cut_to_48_bytes()
    {
        var ann = new Shopper();
        for (var i = 0; i < 15; i++)
        {
            ann.AfterMinutes(1).Send(new ProductsSearched(ann.Header(), $"{i} {new string('ü', 40)}"));
            ann.AfterMinutes(1).Send(new ProductsSearched(ann.Header(), "mug"));
        }

        Assert.Equal(["mug", .. Enumerable.Range(6, 9).Reverse().Select(i => $"{i}")], ann.State.Searches.NewestFirst.Select(s => s.Text.Split(' ')[0]));
        Assert.All(ann.State.Searches.NewestFirst, s => Assert.InRange(Utf8Text.Bytes(s.Text), 1, 48));
        Assert.Equal(30, ann.State.Searches.Total);
    }

    [Fact]
    public void The_last_word_on_each_purpose_counts_and_silence_changes_nothing()
    {
        var ann = new Shopper();
        ann.Send(new ConsentChanged(ann.Header(), true, true, null));
        ann.AfterMinutes(1).Send(new ConsentChanged(ann.Header(), null, false, null));
        ann.AfterMinutes(1).Send(new ConsentChanged(ann.Header(late: TimeSpan.FromHours(1)), false, true, false));
        var consent = ann.State.Consent;
        Assert.Equal((true, false, false), (consent.Analytics?.Granted, consent.Personalisation?.Granted, consent.Marketing?.Granted));
        Assert.Equal(0, ann.State.Visits.Sessions);
    }

    [Fact]
    public void Sharing_a_product_is_an_interest_by_the_weight_of_the_site()
    {
        Assert.Equal(1, Shared(VisitorOptions.Default), 3);
        Assert.Equal(4, Shared(new VisitorOptions { Weights = new AffinityWeights { Share = 4 } }), 3);

        static double Shared(VisitorOptions options)
        {
            var ann = new Shopper(options: options);
            ann.Send(new ProductShared(ann.Header(), Shopper.Line("mug", category: "Mugs"), "chat"));
            return ann.Category("Mugs");
        }
    }

    [Fact]
    public void Who_signs_in_has_an_account()
    {
        var ann = new Shopper();
        ann.Send(new SignedIn(ann.Header(), null));
        Assert.Equal((true, false, LifecycleStage.Prospect), (ann.State.Registered, ann.State.Identified, ann.State.Stage));
    }

    [Fact]
    public void The_hour_of_the_week_is_that_of_the_stamped_offset_and_else_of_the_time_zone()
    {
        // Monday, 10:00 UTC.
        Assert.Equal(15, Hour(TimeSpan.FromMinutes(330), "America/New_York"));
        Assert.Equal((6 * 24) + 23, Hour(TimeSpan.FromHours(-11), null));
        Assert.Equal(5, Hour(null, "America/New_York"));
        Assert.Equal(10, Hour(null, null));

        static int Hour(TimeSpan? offset, string? zone)
        {
            var ann = new Shopper();
            ann.Send(new PageViewed(ann.Header() with { UtcOffset = offset, TimeZone = zone }, "/"));
            return ann.State.Hours.Weights.Keys.Single();
        }
    }
}
