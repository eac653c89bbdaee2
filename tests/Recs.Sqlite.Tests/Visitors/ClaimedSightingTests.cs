using Recs.Core.Events;
using Recs.Core.Streaming;

namespace Recs.Sqlite.Tests.Visitors;

/// <summary>Whoever holds a public key can name as many products as there are numbers; a site keeps so many of them and no more.</summary>
public sealed class ClaimedSightingTests : IAsyncDisposable
{
    private const int Most = 50_000;
    private const int MostNames = 250_000;

    private readonly SqliteInstallation _installation = SqliteInstallation.OpenTemporary(1, TimeProvider.System);
    private PartitionHead? _head;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Products_named_by_browsers_are_kept_up_to_a_bound_and_the_shops_own_beyond_it()
    {
        await CommitAsync(claimed: [.. Enumerable.Range(0, Most + 5_000).Select(i => Line($"made-up-{i}"))]);
        await CommitAsync(claimed: [Line("one-more")]);
        await CommitAsync(trusted: [Line("mug")], claimed: [Line("made-up-7") with { Price = 5, Currency = "EUR" }, Line("another")]);

        var seen = (await _installation.VisitorReader.ReadSightingsAsync(SiteId.Default, 0, Cancel)).Items.ToDictionary(i => i.Item.Value);
        Assert.Equal(Most + 1, seen.Count);
        Assert.Equal((true, false, false), (seen.ContainsKey("mug"), seen.ContainsKey("one-more"), seen.ContainsKey("another")));
        Assert.Equal(5m, seen["made-up-7"].Price);
    }

    [Fact]
    public async Task Another_site_has_room_of_its_own()
    {
        await CommitAsync(claimed: [.. Enumerable.Range(0, Most + 1).Select(i => Line($"made-up-{i}"))]);
        await CommitAsync(site: new SiteId("other"), claimed: [Line("mug")]);
        Assert.Single((await _installation.VisitorReader.ReadSightingsAsync(new SiteId("other"), 0, Cancel)).Items);
    }

    [Fact]
    public async Task Texts_of_browsers_events_are_kept_up_to_a_bound_and_the_shops_own_beyond_it()
    {
        await CommitAsync(names: [.. Enumerable.Range(0, MostNames + 1).Select(i => (SiteId.Default, (ulong)i, "made up"))]);
        await CommitAsync(names: [(SiteId.Default, 1_000_001, "made up")], trustedNames: [(SiteId.Default, 1_000_000, "Home > Mugs")]);
        Assert.Equal(["made up", null, "Home > Mugs", null], await _installation.VisitorReader.ReadNamesAsync(SiteId.Default, [0, MostNames, 1_000_000, 1_000_001], Cancel));
    }

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    private async Task CommitAsync(
        ItemLine[]? trusted = null, ItemLine[]? claimed = null, (SiteId, ulong, string)[]? names = null, (SiteId, ulong, string)[]? trustedNames = null, SiteId? site = null)
    {
        _head ??= await _installation.Visitors.AcquireAsync(0, Cancel);
        var outcome = await _installation.Visitors.CommitAsync(
            new PartitionCommit
            {
                Partition = 0,
                Epoch = _head.Epoch,
                FromOffset = _head.NextOffset,
                NextOffset = _head.NextOffset,
                Sightings = [.. (trusted ?? []).Select(i => (site ?? SiteId.Default, i))],
                ClaimedSightings = [.. (claimed ?? []).Select(i => (site ?? SiteId.Default, i))],
                Names = trustedNames ?? [],
                ClaimedNames = names ?? [],
            },
            Cancel);
        Assert.Equal(CommitOutcome.Committed, outcome);
    }

    private static ItemLine Line(string id) => new(new ItemId(id));
}
