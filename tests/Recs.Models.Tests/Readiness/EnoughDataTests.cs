using System.Text.Json;
using Recs.Core.Events;
using Recs.Core.Recommendations;
using Recs.Models.Readiness;
using Recs.Training.Artefacts;

namespace Recs.Models.Tests.Readiness;

/// <summary>Whether there is enough data for each form and for training, or how much more of what.</summary>
public sealed class EnoughDataTests : IAsyncLifetime
{
    private readonly ShopLog _shop = new();

    public ValueTask InitializeAsync() => new(_shop.PutAsync(ShopLog.Product("mug"), ShopLog.Product("pot")));

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task An_empty_shop_has_nothing_and_every_form_says_what_it_needs()
    {
        var report = await _shop.ReportAsync();
        Assert.Equal(RecommendationForms.AllNames, report.Forms.Select(f => f.Form));
        Assert.All(report.Forms, f => Assert.Equal((false, ServedBy.Fallback), (f.Ready, f.Serves)));
        Assert.All(report.Training, t => Assert.False(t.Ready));
        Assert.Equal("Popular products serve: 0 of 500 baskets of two or more known products; none came of late.", Form(report, "cross_sell").Why);
        Assert.Equal(ReadinessVerdict.Ok, report.Verdict);
    }

    [Fact]
    public async Task Baskets_are_counted_with_the_days_until_there_are_enough()
    {
        // Five a day for ten days, the last of them a little before ten days are over.
        for (var i = 0; i < 50; i++)
        {
            _shop.Now = ShopLog.Start + (i * TimeSpan.FromDays(10) / 49) - TimeSpan.FromSeconds(1);
            var (visitor, order) = ($"v{i}", $"o{i}");
            await _shop.AddAsync(visitor, h => ShopLog.Order(h, order, "mug", "pot", "mug"));
            await _shop.AddAsync(visitor, h => ShopLog.Order(h, $"single {order}", "mug", "mug"));
            await _shop.AddAsync(visitor, h => ShopLog.Order(h, $"half {order}", "mug", "unknown"));
        }

        var report = await _shop.ReportAsync();
        var need = Assert.Single(Form(report, "cross_sell").Needs);
        Assert.Equal((50, 500, 5.0, 90), (need.Have, need.Need, need.PerDay, need.Days));
        Assert.Equal("50 of 500 baskets of two or more known products; at this pace in 90 days", need.Text);
        var training = Assert.Single(report.Training, t => t.Part == "complements");
        Assert.Equal((false, 100, 1_000), (training.Ready, training.Needs[0].Have, training.Needs[0].Need));
        Assert.StartsWith("About 10 of 100 test questions, the newest 10 %", training.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baskets_of_products_that_come_into_the_catalogue_later_count_from_then_on()
    {
        using var reader = _shop.Reader();
        await _shop.AddAsync("anna", h => ShopLog.Order(h, "o1", "mug", "jug"));
        Assert.Equal(0, Form(await ShopLog.ReportAsync(reader), "cross_sell").Needs[0].Have);
        await _shop.PutAsync(ShopLog.Product("jug"));
        Assert.Equal(1, Form(await ShopLog.ReportAsync(reader), "cross_sell").Needs[0].Have);
        Assert.Equal(1, Form(await ShopLog.ReportAsync(reader), "cross_sell").Needs[0].Have);
    }

    [Fact]
    public async Task Steps_between_products_count_for_training_and_within_half_an_hour_for_similar_products()
    {
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "mug"));
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "mug"));
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "pot"));
        _shop.Now += TimeSpan.FromHours(1);
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "mug"));
        await _shop.AddAsync("bea", h => ShopLog.Viewed(h, "pot"));
        var report = await _shop.ReportAsync();
        Assert.Equal((1, 2, 2), (Form(report, "re_sell").Needs[0].Have, Form(report, "for_you").Needs[0].Have, report.Training[0].Needs[0].Have));
        Assert.Equal((true, ServedBy.LiveCounts), (Form(report, "recently_viewed").Ready, Form(report, "recently_viewed").Serves));
    }

    [Fact]
    public async Task Trending_counts_the_newest_day_alone()
    {
        for (var i = 0; i < 120; i++) await _shop.AddAsync($"v{i}", h => ShopLog.Viewed(h, "mug"));
        Assert.True(Form(await _shop.ReportAsync(), "trending").Ready);
        _shop.Now += TimeSpan.FromDays(3);
        await _shop.AddAsync("anna", h => ShopLog.Viewed(h, "mug"));
        var report = await _shop.ReportAsync();
        Assert.Equal((false, 1), (Form(report, "trending").Ready, Form(report, "trending").Needs[0].Have));
        Assert.True(Form(report, "popular").Ready);
    }

    [Fact]
    public async Task A_circle_is_three_friends_linked_by_both_sides_for_a_week()
    {
        foreach (var friend in new[] { "bea", "cleo", "dora" })
        {
            await _shop.AddAsync("anna", h => new FriendLinked(h, friend));
            if (friend != "dora") await _shop.AddAsync(friend, h => new FriendLinked(h, "anna"));
        }

        _shop.Now += TimeSpan.FromDays(8);
        await _shop.AddAsync("dora", h => new FriendLinked(h, "anna"));
        Assert.Equal(0, Form(await _shop.ReportAsync(), "referral").Needs[0].Have);
        _shop.Now += TimeSpan.FromDays(8);
        await _shop.AddAsync("anna", h => ShopLog.Order(h with { Trusted = true }, "o1", "mug"));
        var needs = Form(await _shop.ReportAsync(), "referral").Needs;
        Assert.Equal((1, 1), (needs[0].Have, needs[1].Have));
        await _shop.AddAsync("cleo", h => new FriendUnlinked(h, "anna"));
        Assert.Equal(0, Form(await _shop.ReportAsync(), "referral").Needs[0].Have);
    }

    [Fact]
    public async Task What_a_trained_model_has_serves_by_it()
    {
        var model = ArtefactReader.ManifestOf(Made.Files);
        var report = await _shop.ReportAsync(model);
        Assert.Equal(["re_sell", "cross_sell", "for_you"], report.Forms.Where(f => f.Serves == ServedBy.TrainedModel).Select(f => f.Form));
        Assert.Contains(model.Version, Form(report, "cross_sell").Why, StringComparison.Ordinal);
        Assert.DoesNotContain((await _shop.ReportAsync(model with { Similar = null })).Forms, f => f is { Form: "re_sell", Serves: ServedBy.TrainedModel });
    }

    [Fact]
    public async Task Reading_on_bit_by_bit_comes_to_the_same_as_reading_all_at_once()
    {
        var random = new Random(7);
        using var reader = _shop.Reader();
        string[] items = ["mug", "pot", "jug", "cup"];
        for (var i = 0; i < 300; i++)
        {
            _shop.Now += TimeSpan.FromMinutes(random.Next(120));
            var (visitor, item, other, order) = ($"v{random.Next(12)}", items[random.Next(4)], items[random.Next(4)], $"o{random.Next(60)}");
            var (bot, clamped, again) = (random.Next(10) == 0, random.Next(10) == 0, random.Next(10) == 0);
            await _shop.AddAsync(visitor, h =>
            {
                var header = h with { Bot = bot, Clamped = clamped, MessageId = again ? "again" : h.MessageId };
                return i % 3 == 0 ? ShopLog.Order(header, order, item, other) with { Mismatch = clamped } : ShopLog.Viewed(header, item);
            });
            if (i % 50 == 0) await ShopLog.ReportAsync(reader);
        }

        await _shop.PutAsync(ShopLog.Product("jug"));
        Assert.Equal(Json(await _shop.ReportAsync()), Json(await ShopLog.ReportAsync(reader)));
    }

    private static string Json(ReadinessReport report) => JsonSerializer.Serialize(report, ReadinessJson.Readable.ReadinessReport);

    private static FormReadiness Form(ReadinessReport report, string form) => Assert.Single(report.Forms, f => f.Form == form);
}
