using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>Epochs and offsets: who may write, and from where on.</summary>
public abstract partial class VisitorStoreSpec
{
    [Fact]
    public async Task The_first_owner_starts_from_nothing()
    {
        var head = await Acquire(2);

        Assert.Equal((2, 0, 0, 0), (head.Partition, head.NextOffset, head.NextChange, head.NextOutbox));
        Assert.Empty(head.Sites);
    }

    [Fact]
    public async Task The_epoch_is_the_time_in_unix_milliseconds()
    {
        Ports.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Ports.Clock.Instant.UnixMilliseconds, (await Acquire(0)).Epoch);
        Ports.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Ports.Clock.Instant.UnixMilliseconds, (await Acquire(0)).Epoch);
    }

    [Fact]
    public async Task The_epoch_rises_by_one_where_the_clock_stands_still_or_goes_back()
    {
        var first = (await Acquire(0)).Epoch;

        Assert.Equal(first + 1, (await Acquire(0)).Epoch);
        Ports.Clock.Advance(TimeSpan.FromDays(-1));
        Assert.Equal(first + 2, (await Acquire(0)).Epoch);
    }

    [Fact]
    public async Task The_epoch_rises_over_a_restart_even_where_the_clock_goes_back()
    {
        var first = (await Acquire(0)).Epoch;
        Ports.Clock.Advance(TimeSpan.FromDays(-1));
        await RestartAsync();

        Assert.Equal(first + 1, (await Acquire(0)).Epoch);
    }

    [Fact]
    public async Task A_new_owner_goes_on_where_the_last_one_committed()
    {
        var head = await Acquire(1);
        await Committed(Batch(head, sites: [new(OtherSite, [2]), new(Site, [1])], changes: [[1], [2]], outbox: [[1], [2], [3]], records: 7));

        var next = await Acquire(1);

        Assert.Equal((7, 2, 3), (next.NextOffset, next.NextChange, next.NextOutbox));
        Assert.Equal(["default 01", "other 02"], next.Sites.Select(s => $"{s.Site} {StoreDump.Hex(s.Bytes)}").Order());
        await Committed(Batch(next, changes: [[3]], outbox: [[4]]));
    }

    [Fact]
    public async Task An_owner_that_was_replaced_is_refused_and_nothing_is_written()
    {
        var old = await Committed(FullBatch(await Acquire(0), 1));
        await Acquire(0);
        var before = await Dump();

        Assert.Equal(CommitOutcome.StaleEpoch, await Store.CommitAsync(FullBatch(old, 2), Cancel));
        Assert.Equal(CommitOutcome.StaleEpoch, await Store.CommitAsync(Batch(old, records: 0), Cancel));
        Assert.Equal(before, await Dump());
    }

    [Fact]
    public async Task An_owner_that_was_replaced_and_is_behind_as_well_is_told_to_stop()
    {
        var old = await Acquire(0);
        await Committed(Batch(await Acquire(0)));

        Assert.Equal(CommitOutcome.StaleEpoch, await Store.CommitAsync(Batch(old), Cancel));
    }

    [Fact]
    public async Task A_commit_that_leaves_a_gap_is_refused_and_nothing_is_written()
    {
        var head = await Committed(FullBatch(await Acquire(0), 1));
        var before = await Dump();

        Assert.Equal(CommitOutcome.OffsetGap, await Store.CommitAsync(FullBatch(head with { NextOffset = head.NextOffset + 1 }, 2), Cancel));
        Assert.Equal(before, await Dump());
    }

    [Fact]
    public async Task A_commit_of_records_that_are_in_the_states_already_is_refused_and_nothing_is_written()
    {
        var head = await Acquire(0);
        var batch = FullBatch(head, 1);
        await Committed(batch);
        var before = await Dump();

        Assert.Equal(CommitOutcome.OffsetGap, await Store.CommitAsync(batch, Cancel));
        Assert.Equal(before, await Dump());
    }

    [Fact]
    public async Task A_commit_of_timers_alone_leaves_the_offset_where_it_is()
    {
        var head = await Committed(Batch(await Acquire(0), records: 5));
        var key = Key(0, "timer");
        head = await Committed(Batch(head, visitors: [new(key, [1], null)], records: 0));
        head = await Committed(Batch(head, visitors: [new(key, [2], null)], records: 0));

        Assert.Equal(5, head.NextOffset);
        Assert.Equal([2], await State(key));
    }

    [Fact]
    public async Task A_refusal_leaves_the_owner_able_to_go_on()
    {
        var head = await Acquire(0);
        Assert.Equal(CommitOutcome.OffsetGap, await Store.CommitAsync(Batch(head with { NextOffset = 9 }), Cancel));

        await Committed(FullBatch(head, 1));
    }

    [Fact]
    public async Task Partitions_have_owners_of_their_own()
    {
        var first = await Acquire(0);
        await Acquire(1);
        await Acquire(1);
        await Committed(Batch(first, records: 3));

        Assert.Equal(0, (await Reader.HeadAsync(1, Cancel)).NextOffset);
        Assert.Equal(3, (await Reader.HeadAsync(0, Cancel)).NextOffset);
    }

    [Fact]
    public async Task Of_two_commits_of_the_same_records_at_the_same_time_one_wins()
    {
        var head = await Acquire(0);
        for (var round = 0; round < 30; round++)
        {
            var (current, value) = (head, (byte)round);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(rival => Task.Run(
                () => Store.CommitAsync(Batch(current, visitors: [new(Key(0, "prize"), [value, (byte)rival], null)]), Cancel), Cancel)));

            var winner = Assert.Single(Enumerable.Range(0, 4), rival => outcomes[rival] == CommitOutcome.Committed);
            Assert.Equal(3, outcomes.Count(o => o == CommitOutcome.OffsetGap));
            Assert.Equal(new[] { value, (byte)winner }, await State(Key(0, "prize")));
            head = await Reader.HeadAsync(0, Cancel);
            Assert.Equal(round + 1, head.NextOffset);
        }
    }

    [Fact]
    public async Task A_refused_commit_does_not_disturb_others_at_the_same_time()
    {
        var heads = new[] { await Acquire(0), await Acquire(1), await Acquire(2) };
        await Acquire(2);
        for (var round = 0; round < 30; round++)
        {
            var current = heads.ToArray();
            var outcomes = await Task.WhenAll(current.Select(head => Task.Run(() => Store.CommitAsync(FullBatch(head, 1), Cancel), Cancel)));

            Assert.Equal([CommitOutcome.Committed, CommitOutcome.Committed, CommitOutcome.StaleEpoch], outcomes);
            for (var p = 0; p < 2; p++) heads[p] = await Reader.HeadAsync(p, Cancel);
        }

        heads[2] = await Reader.HeadAsync(2, Cancel);
        Assert.Equal([30, 30, 0], heads.Select(head => head.NextOffset));
    }
}
