using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Streaming.Erasures;
using Recs.Core.Visitors;

namespace Recs.Core.Tests.Streaming.Erasures;

public sealed class ErasureTests
{
    private const string User = "user-xq7-anneliese", Phone = "phone-xq7-0815", Tablet = "tablet-xq7-4711", Friend = "friend-of-hers";

    [Fact]
    public async Task Nothing_of_an_erased_visitor_is_left_in_any_byte_of_the_data_folder()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        Assert.NotEmpty(shop.FilesWith(User));

        var done = await shop.EraseAsync(Phone);

        Assert.Equal(ErasureStatus.Done, done.Status);
        Assert.Equal(3, done.Removed.Ids);
        Assert.All([done.Removed.Records, done.Removed.Mentions, done.Removed.Changes, done.Removed.DeadLetters, done.Removed.Aliases], n => Assert.True(n > 0, done.ToString()));
        Assert.All([User, Phone, Tablet], id => Assert.Empty(shop.FilesWith(id)));
        Assert.All(await StatesAsync(shop, User, Phone, Tablet), Assert.Null);
        Assert.Equal(1, (await shop.StateAsync(Friend))!.Pages);
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task The_receipt_says_what_was_done_and_names_nobody()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        var receipt = (await shop.EraseAsync(User)).Receipt;
        var kept = await shop.Sqlite.Erasures.FindAsync(receipt, Installation.Cancel);
        Assert.Equal((ErasureStatus.Done, shop.Now), (kept!.Status, kept.DoneAt));
        Assert.Empty(kept.Trail.Ids);
        Assert.Empty(await shop.Sqlite.Erasures.ReadOpenAsync(Installation.Cancel));
    }

    [Fact]
    public async Task The_change_that_tells_of_it_holds_the_hash_of_each_id()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        await shop.EraseAsync(User);
        var told = (await shop.ChangesAsync()).Where(c => c.Kind == VisitorChangeKind.Erased).Select(c => c.Key.Visitor);
        Assert.Equal(new[] { User, Phone, Tablet }.Select(id => VisitorId.ForErased(Hash64.Of(id)).Value).Order(), told.Select(v => v.Value).Order());
    }

    [Fact]
    public async Task Records_under_erased_ids_are_refused_for_thirty_days_and_then_a_new_visitor_begins()
    {
        await using var shop = Installation.Open();
        await LifeAsync(shop);
        await shop.EraseAsync(User);
        shop.Clock.Advance(TimeSpan.FromDays(29));
        foreach (var id in new[] { User, Phone }) await shop.SendAsync(id, new PageViewed(shop.Header(), "/again"));
        await shop.CatchUpAsync();
        Assert.All(await StatesAsync(shop, User, Phone), Assert.Null);

        shop.Clock.Advance(TimeSpan.FromDays(2));
        await shop.SendAsync(Phone, new PageViewed(shop.Header(), "/back"));
        await shop.CatchUpAsync();
        Assert.Equal((1, 1), ((await shop.StateAsync(Phone))!.Pages, (await shop.StateAsync(Phone))!.Visits.Sessions));
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task A_handover_that_was_on_its_way_reaches_nobody_and_its_device_is_erased_too()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync(User, new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        await shop.SendAsync("late-device-xq7", new PageViewed(shop.Header(), "/"));
        await shop.SendAsync("late-device-xq7", new Identified(shop.Header(), User, true, []));
        await shop.SendAsync(Friend, new PageViewed(shop.Header(), "/"));

        Assert.Equal(2, (await shop.EraseAsync(User)).Removed.Ids);

        Assert.Null(await shop.StateAsync("late-device-xq7"));
        Assert.Empty(shop.FilesWith("late-device-xq7"));
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task Of_a_device_that_is_anothers_now_only_the_erased_visitors_time_goes()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync(Phone, new ProductsSearched(shop.Header(), "hers-xq7"));
        await shop.SendAsync(Phone, new Identified(shop.Header(), User, true, []));
        await shop.CatchUpAsync();
        await shop.SendAsync(Phone, new Identified(shop.Header(), Friend, true, []));
        await shop.SendAsync(Phone, new ProductsSearched(shop.Header(), "his-xq7"));
        await shop.CatchUpAsync();
        var before = VisitorStateCodec.Encode((await shop.StateAsync(Friend))!);

        await shop.EraseAsync(User);

        Assert.Empty(shop.FilesWith("hers-xq7"));
        Assert.Empty(shop.FilesWith(User));
        Assert.NotEmpty(shop.FilesWith("his-xq7"));
        Assert.Equal(before, VisitorStateCodec.Encode((await shop.StateAsync(Friend))!));
        await shop.SendAsync(Phone, new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        Assert.Equal(1, (await shop.StateAsync(Friend))!.Pages);
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task States_and_answers_of_others_that_name_the_visitor_keep_the_hash_only()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync(Phone, new Identified(shop.Header(), Friend, true, []));
        await shop.CatchUpAsync();
        await shop.SendAsync(Phone, new Identified(shop.Header(), User, true, []));
        await shop.SendAsync("nobody-yet", new FriendLinked(shop.Header(), User));
        await shop.SendAsync(Friend, new FriendLinked(shop.Header(), User));
        await shop.CatchUpAsync();
        await shop.SendAsync("nobody-yet", new Identified(shop.Header(), "late-friend", true, []));
        var answer = new ImportPart(SiteId.Default, "history", 1, new byte[32], System.Text.Encoding.UTF8.GetBytes($$"""{"a":1,"b":[{"message":"found {{User}}.","code":"x"}]}"""));
        await shop.Sqlite.ImportLog.AppendAsync(answer, [], Installation.Cancel);
        await shop.CatchUpAsync();
        await shop.SendAsync("another-nobody", new FriendLinked(shop.Header(), User));
        await shop.CatchUpAsync();

        await shop.EraseAsync(User);

        Assert.All([User, Phone], id => Assert.Empty(shop.FilesWith(id)));
        Assert.Contains((await shop.StateAsync(Friend))!.Friends.All, f => f.Key == Hash64.Of(User) && f.Own.Linked);
        var kept = await shop.Sqlite.ImportLog.FindAsync(SiteId.Default, "history", 1, Installation.Cancel);
        Assert.Equal("""{"a":1,"b":[{"message":"[erased]","code":"x"}]}""", System.Text.Encoding.UTF8.GetString(kept!.Result.Span));
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task A_visitor_of_the_same_id_in_another_site_stays()
    {
        await using var shop = Installation.Open(1);
        var other = new SiteId("south");
        await shop.SendAsync(User, new PageViewed(shop.Header(), "/"));
        await shop.SendAsync(User, new PageViewed(shop.Header(), "/"), other);
        await shop.CatchUpAsync();
        await shop.EraseAsync(User);
        Assert.Null(await shop.StateAsync(User));
        Assert.Equal(1, (await shop.StateAsync(User, other))!.Pages);
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task The_clock_of_a_site_of_history_does_not_jump()
    {
        await using var shop = Installation.Open(1);
        var then = shop.Now - TimeSpan.FromDays(4_000);
        await shop.AppendAsync(shop.Record(User, new PageViewed(shop.Header(then), "/"), historical: true), shop.Record(Friend, new PageViewed(shop.Header(then), "/"), historical: true));
        await shop.CatchUpAsync();
        await shop.EraseAsync(User);
        var site = SitePartitionState.Decode((await shop.Reader.HeadAsync(0, Installation.Cancel)).Sites.Single().Bytes);
        Assert.Equal((then, false), (site.Clock, site.Live));
        await shop.AssertReplaysAsync();
    }

    [Fact]
    public async Task Erasures_that_wait_are_one_pass_over_the_log_however_many_they_are()
    {
        var (one, many) = (await ReadsAsync(1), await ReadsAsync(40));
        Assert.InRange(one, 1, 100);
        Assert.Equal(one, many);

        static async Task<int> ReadsAsync(int visitors)
        {
            await using var shop = Installation.Open(1);
            var reads = 0;
            var log = new WatchedLog(shop.Log, () =>
            {
                reads++;
                return Task.CompletedTask;
            });
            for (var i = 0; i < 40; i++) await shop.SendAsync($"visitor-{i}-xq7", new PageViewed(shop.Header(), "/"));
            await shop.SendAsync(Friend, new PageViewed(shop.Header(), "/"));
            await shop.CatchUpAsync();
            var eraser = shop.Eraser(log: log);
            var asked = new List<Erasure>();
            for (var i = 0; i < visitors; i++) asked.Add(await eraser.RequestAsync(SiteId.Default, new VisitorId($"visitor-{i}-xq7"), $"receipt-{i}", Installation.Cancel));
            var done = await eraser.RunAsync(asked, Installation.Cancel);
            Assert.All(done, e => Assert.Equal((ErasureStatus.Done, 1L, 1L), (e.Status, e.Removed.Ids, e.Removed.Records)));
            Assert.Empty(await shop.Sqlite.Erasures.ReadOpenAsync(Installation.Cancel));
            Assert.Empty(shop.FilesWith("visitor-0-xq7"));
            await shop.AssertReplaysAsync();
            return reads;
        }
    }

    [Fact]
    public async Task An_unknown_id_can_be_erased_and_is_refused_from_then_on()
    {
        await using var shop = Installation.Open();
        await shop.SendAsync(Friend, new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        Assert.Equal(ErasureStatus.Done, (await shop.EraseAsync("nobody-yet")).Status);
        await shop.SendAsync("nobody-yet", new PageViewed(shop.Header(), "/"));
        await shop.CatchUpAsync();
        Assert.Null(await shop.StateAsync("nobody-yet"));
        await shop.AssertReplaysAsync();
    }

    // Two devices, orders, a filled cart, an id that another claims and a friend names, a refused event.
    private static async Task LifeAsync(Installation shop)
    {
        var mug = new ItemLine(new ItemId("mug")) { Price = 5 };
        await shop.SendAsync(Phone, new PageViewed(shop.Header(), "/"));
        await shop.SendAsync(Phone, new OrderCompleted(shop.Header(), "o1", "EUR", 5, [mug]));
        await shop.SendAsync(Tablet, new CartAdded(shop.Header(), mug));
        await shop.SendAsync(Friend, new PageViewed(shop.Header(), "/"));
        await shop.SendAsync("claimer", new Identified(shop.Header() with { Trusted = false }, User, false, []));
        await shop.SendAsync("claimer-2", new PageViewed(shop.Header() with { Trusted = false, ClaimedUserId = User }, "/"));
        await shop.SendAsync("claimer-2", new Identified(shop.Header(), "claimers-user", true, []));
        await shop.CatchUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(3));
        foreach (var device in new[] { Phone, Tablet }) await shop.SendAsync(device, new Identified(shop.Header(), User, true, [new Trait("name", TraitType.Text, "Anneliese")]));
        await shop.CatchUpAsync();
        await shop.SendAsync(Phone, new PageViewed(shop.Header(), "/2"));
        await shop.SendAsync(User, new OrderRefunded(shop.Header(), "o1", null, 1, []));
        await shop.Sqlite.DeadLetters.AddAsync([new(SiteId.Default, shop.Now, "unknown_event", $"event: '{User}' was found", null, "{}"), new(SiteId.Default, shop.Now, "x", "", null, $$"""{"a":"{{Phone}}"}""")], Installation.Cancel);
        await shop.CatchUpAsync();
    }

    private static async Task<List<VisitorState?>> StatesAsync(Installation shop, params string[] ids)
    {
        var states = new List<VisitorState?>();
        foreach (var id in ids) states.Add(await shop.StateAsync(id));
        return states;
    }
}
