using Recs.Core.Events;
using Recs.Core.Streaming;
using Recs.Core.Visitors.Profiles;

namespace Recs.Core.Tests.Streaming;

/// <summary>Whatever overtakes what between partitions, every message counts once over all visitors.</summary>
public sealed class IdentityAcrossPartitionsTests(ITestOutputHelper output)
{
    private const int Stories = 40;
    private const int Steps = 160;

    [Fact]
    public async Task Every_message_counts_once_however_devices_change_hands()
    {
        var happened = new SortedDictionary<string, int>();
        for (var seed = 1; seed <= Stories; seed++)
        {
            await using var shop = TangledDevices.Open();
            var devices = new TangledDevices(shop, seed, happened);
            for (var step = 0; step < Steps; step++) await devices.StepAsync();
            var (all, ofStubs) = await devices.EndAsync();
            Assert.True(devices.Messages == all, $"Story {seed}: {devices.Messages} messages were sent, {all} counted.");
            Assert.True(ofStubs == 0, $"Story {seed}: {ofStubs} page views are with ids that belong to somebody else.");
        }

        output.WriteLine(string.Join(", ", happened.Select(h => $"{h.Value} {h.Key}")));
        Assert.All(happened, h => Assert.InRange(h.Value, 20, Stories * Steps));
        Assert.Equal(6, happened.Count);
    }

    [Fact]
    public async Task A_message_of_the_first_user_sent_again_after_the_device_went_to_the_second_counts_once()
    {
        await using var shop = Installation.Open();
        await Identify(shop, "ann");
        await shop.CatchUpAsync();

        // Through the alias, so the device's owner has never seen it.
        await shop.SendAsync("ann", Page(shop, "m"));
        await Identify(shop, "bob");
        await shop.CatchUpAsync();
        foreach (var id in new[] { "phone", "ann", "bob" }) await shop.SendAsync(id, Page(shop, "m", id));
        await shop.CatchUpAsync();
        Assert.Equal((1, 0), ((await shop.StateAsync("ann"))!.Pages, (await shop.StateAsync("bob"))!.Pages));
    }

    [Fact]
    public async Task What_is_still_filed_with_the_first_user_reaches_the_second()
    {
        await using var shop = Installation.Open();
        await Identify(shop, "ann");
        await Identify(shop, "bob");
        await shop.CatchUpAsync();
        await shop.SendAsync("ann", Page(shop, "m"));
        await shop.SendAsync("bob", Page(shop, "m"));
        await shop.CatchUpAsync();
        Assert.Equal((0, 1), ((await shop.StateAsync("ann"))!.Pages, (await shop.StateAsync("bob"))!.Pages));
    }

    [Fact]
    public async Task The_shops_own_word_on_the_first_user_stays_with_the_first()
    {
        await using var shop = Installation.Open();
        await Identify(shop, "ann");
        await Identify(shop, "bob");
        await shop.CatchUpAsync();
        var header = shop.Header() with { OfUser = true, AnonymousId = "phone" };
        await shop.SendAsync("ann", new OrderCompleted(header, "o1", "EUR", 10, []));
        await shop.CatchUpAsync();
        Assert.Equal((1, 0), ((await shop.StateAsync("ann"))!.OrdersPlaced, (await shop.StateAsync("bob"))!.OrdersPlaced));
    }

    [Fact]
    public async Task The_alias_goes_to_the_second_user_and_the_device_takes_the_straight_way()
    {
        await using var shop = Installation.Open();
        await Identify(shop, "ann");
        await Identify(shop, "bob");
        await shop.CatchUpAsync();
        Assert.Equal([new VisitorId("bob")], await shop.Reader.ResolveAsync(SiteId.Default, [new VisitorId("phone")], Installation.Cancel));
        var phone = (await shop.StateAsync("phone"))!;
        Assert.Equal(("bob", null), (phone.HandedOverTo?.Value, phone.Successor));
    }

    [Fact]
    public async Task From_the_moment_it_changes_hands_the_device_shows_the_second_user()
    {
        await using var shop = Installation.Open();
        await Identify(shop, "ann");
        await shop.CatchUpAsync();
        await Identify(shop, "bob");
        await shop.SendAsync("bob", new PageViewed(shop.Header() with { OfUser = true }, "/"));
        for (var partition = 0; partition < shop.Log.Partitions; partition++)
            await new VisitorPartition(partition, shop.Log, shop.Store, Installation.Counts, new PartitionOptions()).TurnAsync(Installation.Cancel);

        // The release is still in the outbox.
        Assert.Equal(("ann", "bob"), ((await shop.StateAsync("phone"))!.HandedOverTo?.Value, (await shop.StateAsync("phone"))!.Successor?.Value));
        var profile = await new VisitorProfileReader(shop.Reader, shop.Log, shop.Sqlite.Checkpoints, shop.Clock).ReadAsync(SiteId.Default, new VisitorId("phone"), null, Installation.Cancel);
        Assert.Equal("bob", profile!.VisitorId);
    }

    private static Task Identify(Installation shop, string user) => shop.SendAsync("phone", new Identified(shop.Header(), user, true, []));

    private static PageViewed Page(Installation shop, string message, string filedUnder = "ann") =>
        new(shop.Header(message: message) with { Trusted = false, AnonymousId = filedUnder == "phone" ? null : "phone" }, "/");
}
