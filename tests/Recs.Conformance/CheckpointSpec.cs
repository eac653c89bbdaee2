using Recs.Core.Streaming;
using Recs.Core.Streaming.Replays;
using Recs.Core.Streaming.Retention;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="ICheckpoints"/>.</summary>
public abstract class CheckpointSpec : Spec<CheckpointPorts>
{
    private static readonly SiteId Site = SiteId.Default, OtherSite = new("other");

    [Fact]
    public void There_is_none_until_one_is_made()
    {
        Assert.Null(Ports.Checkpoints.Current);
        Assert.Same(Ports.Checkpoints.OpenOrCreate(), Ports.Checkpoints.Current);
    }

    [Fact]
    public async Task Of_changes_and_outbox_records_only_the_numbers_are_kept()
    {
        var checkpoint = Ports.Checkpoints.OpenOrCreate();
        await CommitAsync(checkpoint, 1, mark: 1);
        await CommitAsync(checkpoint, 1, mark: 2);

        var head = await checkpoint.Reader.HeadAsync(1, Cancel);
        Assert.Equal((2L, 4L, 2L), (head.NextOffset, head.NextChange, head.NextOutbox));
        Assert.Empty(await checkpoint.Reader.ReadChangesAsync(1, 0, 100, Cancel));
        Assert.Empty(await checkpoint.Store.ReadOutboxAsync(1, 100, Cancel));
    }

    [Fact]
    public async Task A_copy_stands_where_the_checkpoint_stands_and_goes_its_own_way()
    {
        var checkpoint = Ports.Checkpoints.OpenOrCreate();
        await CommitAsync(checkpoint, 1, mark: 1);
        await CommitAsync(checkpoint, 2, mark: 2);
        var before = await DumpAsync(checkpoint.Store, checkpoint.Reader);

        await using (var copy = await checkpoint.CopyAsync(Cancel))
        {
            Assert.Equal(before, await DumpAsync(copy.Store, copy.Reader));
            await CommitAsync(copy, 1, mark: 3);
            Assert.Equal(2, (await copy.Reader.ReadChangesAsync(1, 0, 100, Cancel)).Count);
            Assert.Single(await copy.Store.ReadOutboxAsync(1, 100, Cancel));
            Assert.NotEqual(before, await DumpAsync(copy.Store, copy.Reader));
        }

        Assert.Equal(before, await DumpAsync(checkpoint.Store, checkpoint.Reader));
    }

    [Fact]
    public async Task What_records_told_besides_states_is_kept_once_and_survives_a_restart()
    {
        var checkpoint = Ports.Checkpoints.OpenOrCreate();
        await checkpoint.KeepAsync(new CheckpointNotes([Site], [(Site, "a"), (Site, "größe"), (OtherSite, "a")]), Cancel);
        await checkpoint.KeepAsync(new CheckpointNotes([Site], [(Site, "a"), (Site, "c")]), Cancel);
        await CommitAsync(checkpoint, 1, mark: 1);
        await RestartAsync();

        checkpoint = Ports.Checkpoints.Current!;
        Assert.Equal([Site], await checkpoint.ErasedSitesAsync(Cancel));
        Assert.Equal(["a", "c", "größe"], await MessageIdsAsync(checkpoint, Site));
        Assert.Equal(["a"], await MessageIdsAsync(checkpoint, OtherSite));
        Assert.Equal(1, (await checkpoint.Reader.HeadAsync(1, Cancel)).NextOffset);
        for (var partition = 0; partition < Ports.Partitions; partition++) await checkpoint.CheckAsync(partition, Cancel);
    }

    [Fact]
    public async Task Message_ids_are_forgotten_one_by_one_in_their_site()
    {
        var checkpoint = Ports.Checkpoints.OpenOrCreate();
        await checkpoint.KeepAsync(new CheckpointNotes([], [(Site, "a"), (Site, "b"), (OtherSite, "a")]), Cancel);

        await checkpoint.ForgetMessageIdsAsync(Site, ["a", "unknown"], Cancel);

        Assert.Equal(["b"], await MessageIdsAsync(checkpoint, Site));
        Assert.Equal(["a"], await MessageIdsAsync(checkpoint, OtherSite));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_is_committed_it_is_found_whole(int seed)
    {
        var checkpoint = Ports.Checkpoints.OpenOrCreate();
        var random = new Random(seed);
        var generator = new CommitGenerator(random, [Site, OtherSite]);
        var committed = 0;
        for (var i = 0; i < 80; i++)
        {
            var head = await checkpoint.Store.AcquireAsync(random.Next(Ports.Partitions), Cancel);
            var commit = generator.Next(head);
            if (commit.NextOffset >= commit.FromOffset && await checkpoint.Store.CommitAsync(commit, Cancel) == CommitOutcome.Committed) committed++;
            if (i % 20 == 0) await checkpoint.Store.ForgetAsync(Site, [new VisitorId("user")], Cancel);
        }

        Assert.True(committed > 30);
        await RestartAsync();
        checkpoint = Ports.Checkpoints.Current!;
        for (var partition = 0; partition < Ports.Partitions; partition++) await checkpoint.CheckAsync(partition, Cancel);
        await using var copy = await checkpoint.CopyAsync(Cancel);
        Assert.Equal(await DumpAsync(checkpoint.Store, checkpoint.Reader), await DumpAsync(copy.Store, copy.Reader));
    }

    private static Task CommitAsync(ICheckpoint checkpoint, int partition, byte mark) => CommitAsync(new ReplayStore(checkpoint.Store, checkpoint.Reader), partition, mark);

    private static async Task CommitAsync(ReplayStore at, int partition, byte mark)
    {
        var head = await at.Store.AcquireAsync(partition, Cancel);
        var key = new VisitorKey(Site, new VisitorId($"v{mark}"));
        Assert.Equal(CommitOutcome.Committed, await at.Store.CommitAsync(new PartitionCommit
        {
            Partition = partition,
            Epoch = head.Epoch,
            FromOffset = head.NextOffset,
            NextOffset = head.NextOffset + 1,
            Visitors = [new(key, [mark], new Instant(mark))],
            Orders = [new(key, mark, [mark])],
            Sites = [new(Site, [mark])],
            Counters = [new(Site, 1, 7, [mark])],
            Changes = [new(head.NextChange, [mark]), new(head.NextChange + 1, [mark])],
            Outbox = [new(head.NextOutbox, [mark])],
            Names = [(Site, mark, $"text {mark}")],
        }, Cancel));
    }

    private Task<string> DumpAsync(IVisitorStore store, IVisitorReader reader) =>
        StoreDump.ReadAsync(new VisitorPorts(store, reader, Ports.Partitions, Ports.Clock), [Site, OtherSite], Cancel);

    private static async Task<List<string>> MessageIdsAsync(ICheckpoint checkpoint, SiteId site) =>
        [.. (await checkpoint.MessageIdsAsync(site, Cancel).ToListAsync(Cancel)).Order(StringComparer.Ordinal)];
}
