using System.Collections.Immutable;
using Recs.Core;
using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Models.Learning;
using Recs.Sqlite;
using Recs.TestKit;
using Recs.Training.Data.Interactions;

namespace Recs.Models.Tests;

public sealed class LogInteractionsTests : IAsyncLifetime
{
    private static readonly SiteId Site = SiteId.Default;

    private readonly SqliteInstallation _installation = SqliteInstallation.OpenTemporary(2, new ManualTime());
    private long _time = 1_700_000_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Fact]
    public async Task Views_clicks_favourites_carts_and_orders_make_a_visitors_row_in_time_order()
    {
        await AppendAsync("v", h => new ProductViewed(h, Line("a")));
        await AppendAsync("v", h => new WishlistAdded(h, Line("b")));
        await AppendAsync("v", h => new CartAdded(h, Line("c")));
        await AppendAsync("v", h => new CartAdded(h, Line("c")));
        await AppendAsync("v", h => new PageViewed(h, "/"));
        await AppendAsync("v", h => new OrderCompleted(h, "o", "EUR", 3, [Line("c"), Line("d")]));
        var set = await ReadAsync();
        Assert.Equal(["a", "b", "c", "d"], set.Histories[0].ToArray().Select(i => set.Items[i]));
        Assert.Equal(["c", "d"], set.Baskets[0].ToArray().Select(i => set.Items[i]));
        Assert.Equal(2, set.Purchases.LengthOf(0));
    }

    [Fact]
    public async Task Bots_and_other_shops_teach_nothing()
    {
        await AppendAsync("bot", h => new ProductViewed(h with { Bot = true }, Line("a")));
        await AppendAsync("v", h => new ProductViewed(h, Line("a")), new SiteId("other"));
        Assert.Equal(0, (await ReadAsync()).Histories.Interactions);
    }

    [Fact]
    public async Task Who_has_refused_teaches_nothing_until_consent_is_given_again()
    {
        await AppendAsync("v", h => new ConsentChanged(h, Analytics: false, null, null));
        await AppendAsync("v", h => new ProductViewed(h, Line("silent")));
        await AppendAsync("v", h => new ProductViewed(h with { Allows = AllowedPurposes.Analytics | AllowedPurposes.Personalisation }, Line("spoken")));
        await AppendAsync("v", h => new ConsentChanged(h, Analytics: true, null, null));
        await AppendAsync("v", h => new ProductViewed(h, Line("after")));
        Assert.Equal(["after", "spoken"], (await ReadAsync()).Items);
    }

    [Fact]
    public async Task Who_allows_one_purpose_again_still_refuses_the_other()
    {
        await AppendAsync("v", h => new ConsentChanged(h, Analytics: false, Personalisation: false, null));
        await AppendAsync("v", h => new ConsentChanged(h, null, Personalisation: true, null));
        await AppendAsync("v", h => new ProductViewed(h, Line("silent")));
        await AppendAsync("v", h => new ProductViewed(h with { Allows = AllowedPurposes.Personalisation }, Line("half")));
        Assert.Empty((await ReadAsync()).Items);
    }

    [Fact]
    public async Task A_refusal_on_the_phone_holds_for_the_user_it_was_handed_over_to()
    {
        await AppendAsync("phone", h => new ConsentChanged(h, Analytics: false, null, null));
        await AppendAsync("anna", h => new Merged(h, 1, new VisitorId("phone"), [], ImmutableArray<ImmutableArray<byte>>.Empty));
        await AppendAsync("anna", h => new ProductViewed(h, Line("a")));
        Assert.Empty((await ReadAsync()).Items);
    }

    [Fact]
    public async Task A_device_counts_for_the_user_it_was_handed_over_to()
    {
        await AppendAsync("phone", h => new ProductViewed(h, Line("a")));
        await AppendAsync("anna", h => new Merged(h, 1, new VisitorId("phone"), [], ImmutableArray<ImmutableArray<byte>>.Empty));
        await AppendAsync("anna", h => new ProductViewed(h, Line("b")));
        var set = await ReadAsync();
        Assert.Equal(1, set.Histories.Count);
        Assert.Equal(2, set.Histories.LengthOf(0));
    }

    [Fact]
    public async Task Of_too_many_the_newest_are_kept()
    {
        for (var i = 0; i < 20; i++) await AppendAsync($"v{i}", h => new ProductViewed(h, Line($"i{i:00}")));
        var set = await LogInteractions.ReadAsync(_installation.EventLog, Site, 5, null, Cancel);
        Assert.Equal(["i15", "i16", "i17", "i18", "i19"], Enumerable.Range(0, set.Histories.Count).Select(r => set.Items[set.Histories[r][0]]).Order(StringComparer.Ordinal));
    }

    private static ItemLine Line(string id) => new(new ItemId(id));

    private Task<InteractionSet> ReadAsync() => LogInteractions.ReadAsync(_installation.EventLog, Site, int.MaxValue, null, Cancel);

    private Task AppendAsync(string visitor, Func<EventHeader, VisitorEvent> make, SiteId? site = null)
    {
        var time = new Instant(_time += 1_000);
        var record = new LogRecord(site ?? Site, new VisitorId(visitor), time, false, make(new EventHeader($"m{_time}", time)));
        return _installation.EventLog.AppendAsync([new NewRecord(Partitioner.Of(record.Site, record.Visitor, 2), LogRecordCodec.Encode(record))], Cancel);
    }
}
