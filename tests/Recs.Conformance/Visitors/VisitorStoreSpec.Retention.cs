using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>What goes with the records that caused it.</summary>
public abstract partial class VisitorStoreSpec
{
    [Fact]
    public async Task Changes_go_with_the_records_that_caused_them_and_the_others_keep_their_numbers()
    {
        var head = await CausedAsync(await Acquire(0), 0, 0, 3, 5, 5);
        await CausedAsync(await Acquire(1), 1);
        Assert.Equal(["0 by 0", "1 by 0", "2 by 3", "3 by 5", "4 by 5"], await CausesOf(0));

        Assert.Equal(2, await Store.DropChangesAsync(0, 5, 2, Cancel));
        Assert.Equal(1, await Store.DropChangesAsync(0, 5, 2, Cancel));
        Assert.Equal(0, await Store.DropChangesAsync(0, 5, 2, Cancel));

        Assert.Equal(["3 by 5", "4 by 5"], await CausesOf(0));
        Assert.Equal(["0 by 1"], await CausesOf(1));
        Assert.Equal(2, await Store.DropChangesAsync(0, 6, 100, Cancel));
        await CausedAsync(head, 9);
        Assert.Equal(["5 by 9"], await CausesOf(0));
    }

    private Task<PartitionHead> CausedAsync(PartitionHead head, params long[] causes) => Committed(new PartitionCommit
    {
        Partition = head.Partition,
        Epoch = head.Epoch,
        FromOffset = head.NextOffset,
        NextOffset = head.NextOffset + 1,
        Changes = [.. causes.Select((cause, i) => new StoredChange(head.NextChange + i, [7], cause))],
    });

    private async Task<List<string>> CausesOf(int partition) =>
        [.. (await Reader.ReadChangesAsync(partition, 0, 100, Cancel)).Select(c => $"{c.Sequence} by {c.Offset}")];
}
