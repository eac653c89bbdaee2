using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Core.Recommendations.Lists;
using Recs.Core.Streaming;
using Recs.Models.Readiness;

namespace Recs.Models.Tests.Readiness;

/// <summary>Faults planted in a log are found, each with its count and its first case.</summary>
public sealed class DataCheckTests : IAsyncLifetime
{
    private readonly ShopLog _shop = new();

    public ValueTask InitializeAsync() => new(_shop.PutAsync(ShopLog.Product("mug"), ShopLog.Product("pot")));

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_shop_in_order_has_no_complaint()
    {
        var list = ListId();
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "mug"));
        await _shop.AddAsync("anna", h => new RecommendationViewed(h, list, null, []));
        await _shop.AddAsync("anna", h => new RecommendationClicked(h, list, null, ShopLog.Line("pot"), 1));
        await _shop.AddAsync("anna", h => ShopLog.Order(h, "o1", "pot", "mug"));
        var report = await _shop.ReportAsync();
        Assert.Equal((4, 2, ReadinessVerdict.Ok), (report.Events, report.Products, report.Verdict));
        Assert.All(report.Checks, c => Assert.Equal((ReadinessVerdict.Ok, 0, null, null), (c.Verdict, c.Count, c.First, c.ToDo)));
    }

    [Fact]
    public async Task Clicks_on_lists_never_given_or_never_seen_are_orphans()
    {
        var (seen, unseen) = (ListId(), ListId());
        await _shop.AddAsync("anna", h => new RecommendationViewed(h, seen, null, []));
        await _shop.AddAsync("anna", h => new RecommendationClicked(h, seen, null, ShopLog.Line("pot"), 1));
        await _shop.AddAsync("bea", h => new RecommendationClicked(h, unseen, null, ShopLog.Line("pot"), 1));
        await _shop.AddAsync("cleo", h => new RecommendationClicked(h, "of-another-system", null, ShopLog.Line("pot"), 1));
        var check = await CheckAsync("orphan_clicks");
        Assert.Equal((2, 3, ReadinessVerdict.LookAtIt), (check.Count, check.Of, check.Verdict));
        Assert.Equal(("m3", "recommendation_clicked", unseen), (check.First!.MessageId, check.First.Event, check.First.Subject));
        Assert.Equal((ShopLog.Start + TimeSpan.FromSeconds(3)).ToDateTimeOffset(), check.First.Time);
    }

    [Fact]
    public async Task A_click_is_no_orphan_where_its_impression_lies_in_another_partition_or_is_read_later()
    {
        using var reader = _shop.Reader();
        var lists = Enumerable.Range(0, 8).Select(_ => ListId()).ToList();
        for (var i = 0; i < 8; i++)
        {
            var list = lists[i];
            await _shop.AddAsync($"phone{i}", h => new RecommendationClicked(h, list, null, ShopLog.Line("pot"), 1));
        }

        Assert.Equal(8, Check(await ShopLog.ReportAsync(reader), "orphan_clicks").Count);
        for (var i = 0; i < 7; i++)
        {
            var list = lists[i];
            await _shop.AddAsync($"user{i}", h => new RecommendationViewed(h, list, null, []));
        }

        var check = Check(await ShopLog.ReportAsync(reader), "orphan_clicks");
        Assert.Equal((1, "m8"), (check.Count, check.First!.MessageId));
    }

    [Fact]
    public async Task Products_the_catalogue_does_not_have_are_told_until_it_has_them()
    {
        using var reader = _shop.Reader();
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "mug"));
        await _shop.AddAsync("anna", h => ShopLog.Order(h, "o1", "pot", "cup"));
        await _shop.AddAsync("bea", h => ShopLog.Viewed(h, "jug"));
        var check = Check(await ShopLog.ReportAsync(reader), "unknown_items");
        Assert.Equal((2, 4, "m2", "cup"), (check.Count, check.Of, check.First!.MessageId, check.First.Subject));
        await _shop.PutAsync(ShopLog.Product("cup"));
        check = Check(await ShopLog.ReportAsync(reader), "unknown_items");
        Assert.Equal((1, 4, "m3", "jug"), (check.Count, check.Of, check.First!.MessageId, check.First.Subject));
    }

    [Fact]
    public async Task Prices_and_categories_that_neither_event_nor_catalogue_has_are_told()
    {
        await _shop.PutAsync(ShopLog.Product("bare") with { Price = null, Category = null });
        await _shop.AddAsync("anna", h => new ProductViewed(h, new ItemLine(new ItemId("mug"))));
        await _shop.AddAsync("anna", h => new ProductViewed(h, ShopLog.Line("bare") with { Price = null }));
        await _shop.AddAsync("anna", h => new ProductViewed(h, ShopLog.Line("bare") with { Category = null }));
        await _shop.AddAsync("anna", h => new ProductViewed(h, ShopLog.Line("bare")));
        var report = await _shop.ReportAsync();
        var (price, category) = (Check(report, "missing_prices"), Check(report, "missing_categories"));
        Assert.Equal((1, 4, "m2", "bare"), (price.Count, price.Of, price.First!.MessageId, price.First.Subject));
        Assert.Equal((1, 4, "m3", "bare"), (category.Count, category.Of, category.First!.MessageId, category.First.Subject));
    }

    [Fact]
    public async Task Times_that_were_moved_are_counted_by_side_with_the_longest_delay()
    {
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h with { Time = h.Time - TimeSpan.FromHours(30) }, "mug"));
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h with { Clamped = true }, "mug"));
        var check = await CheckAsync("clamped_times");
        Assert.Equal((1, 2, "m2", 30 * 3600.0), (check.Count, check.Of, check.First!.MessageId, check.WorstSeconds));
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h with { Clamped = true, Time = h.Time - TimeSpan.FromDays(7) }, "mug"));
        check = await CheckAsync("clamped_times");
        Assert.Equal((2, 7 * 86_400.0), (check.Count, check.WorstSeconds));
        Assert.Contains("1 claimed to be of later, 1 of earlier", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_id_that_comes_again_within_a_day_under_the_same_visitor_is_a_duplicate()
    {
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h with { MessageId = "same" }, "mug"));
        await _shop.AddAsync("bea", h => ShopLog.Viewed(h with { MessageId = "same" }, "mug"));
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h with { MessageId = "same" }, "nothing known"));
        _shop.Now += TimeSpan.FromHours(25);
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h with { MessageId = "same" }, "mug"));
        var report = await _shop.ReportAsync();
        var check = Check(report, "duplicates");
        Assert.Equal((1, 4, "same"), (check.Count, check.Of, check.First!.MessageId));
        Assert.Equal((ShopLog.Start + TimeSpan.FromSeconds(3)).ToDateTimeOffset(), check.First.Time);
        Assert.Equal(0, Check(report, "unknown_items").Count);
    }

    [Fact]
    public async Task Bots_are_counted_and_nothing_else_is_held_against_the_shop_for_what_they_do()
    {
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "mug"));
        await _shop.AddAsync("crawler", h => ShopLog.Viewed(h with { Bot = true, Clamped = true }, "nothing known"));
        var report = await _shop.ReportAsync();
        var check = Check(report, "bots");
        Assert.Equal((1, 2, 0.5, "m2", ReadinessVerdict.LookAtIt), (check.Count, check.Of, check.Share, check.First!.MessageId, check.Verdict));
        Assert.All(report.Checks.Where(c => c.Check != "bots"), c => Assert.Equal(0, c.Count));
    }

    [Fact]
    public async Task Orders_whose_total_does_not_fit_are_counted_once_each()
    {
        await _shop.AddAsync("anna", h => ShopLog.Order(h, "o1", "mug"));
        await _shop.AddAsync("anna", h => ShopLog.Order(h, "o2", "mug") with { Mismatch = true });
        await _shop.AddAsync("anna", h => ShopLog.Order(h, "o2", "mug") with { Mismatch = true });
        var check = await CheckAsync("order_totals");
        Assert.Equal((1, 2, "m2", "o2"), (check.Count, check.Of, check.First!.MessageId, check.First.Subject));
    }

    [Theory]
    [InlineData(9, 0, ReadinessVerdict.LookAtIt)]
    [InlineData(10, 0, ReadinessVerdict.Broken)]
    [InlineData(10, 190, ReadinessVerdict.LookAtIt)]
    [InlineData(1, 199, ReadinessVerdict.Ok)]
    public async Task Nothing_is_broken_before_there_are_ten_cases_and_a_share_beyond_the_threshold(int wrong, int right, ReadinessVerdict expected)
    {
        for (var i = 0; i < wrong + right; i++)
        {
            var (id, mismatch) = ($"o{i}", i < wrong);
            await _shop.AddAsync("anna", h => ShopLog.Order(h, id, "mug") with { Mismatch = mismatch });
        }

        var report = await _shop.ReportAsync();
        Assert.Equal((expected, expected), (Check(report, "order_totals").Verdict, report.Verdict));
    }

    [Fact]
    public async Task Other_shops_do_not_count()
    {
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h with { Clamped = true }, "nothing known"), new SiteId("other"));
        var report = await _shop.ReportAsync();
        Assert.Equal((0, null, null), (report.Events, report.From, report.Until));
        Assert.All(report.Checks, c => Assert.Equal(0, c.Count));
    }

    [Fact]
    public async Task Of_a_first_case_whose_visitor_was_erased_nothing_is_told()
    {
        using var reader = _shop.Reader();
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "jug"));
        Assert.Equal("m1", Check(await ShopLog.ReportAsync(reader), "unknown_items").First!.MessageId);
        var record = new LogRecord(SiteId.Default, VisitorId.None, _shop.Now, false, new Blank(new EventHeader("gone", _shop.Now)));
        await _shop.Log.ReplaceAsync(Partitioner.Of(SiteId.Default, new VisitorId("anna"), ShopLog.Partitions), [new StoredRecord(0, LogRecordCodec.Encode(record))], ShopLog.Cancel);
        var check = Check(await ShopLog.ReportAsync(reader), "unknown_items");
        Assert.Equal((1, null), (check.Count, check.First));
    }

    private static string ListId() => ListIds.New(RecommendationForm.CrossSell, ShopLog.Start.ToDateTimeOffset()).ToString();

    private async Task<DataCheck> CheckAsync(string name) => Check(await _shop.ReportAsync(), name);

    private static DataCheck Check(ReadinessReport report, string name) => Assert.Single(report.Checks, c => c.Check == name);
}
