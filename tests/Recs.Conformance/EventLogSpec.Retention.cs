namespace Recs.Conformance;

/// <summary>What goes with age.</summary>
public abstract partial class EventLogSpec
{
    [Fact]
    public async Task The_oldest_records_go_at_most_so_many_at_once_and_the_others_keep_their_offsets()
    {
        await Ports.AppendAsync([.. Enumerable.Range(0, 10).Select(i => Record(1, i)), Record(0, 50), Record(2, 60)], Cancel);
        Assert.Equal(0, await Ports.StartAsync(1, Cancel));

        Assert.Equal(4, await Ports.DropAsync(1, 6, 4, Cancel));
        Assert.Equal(4, await Ports.StartAsync(1, Cancel));
        Assert.Equal(2, await Ports.DropAsync(1, 6, 4, Cancel));
        Assert.Equal(0, await Ports.DropAsync(1, 6, 4, Cancel));
        Assert.Equal(0, await Ports.DropAsync(1, 3, 4, Cancel));

        Assert.Equal([(6L, 6), (7L, 7), (8L, 8), (9L, 9)], await All(1));
        Assert.Equal([7L, 8L], (await Ports.ReadAsync(1, 7, 2, Cancel)).Select(r => r.Offset));
        Assert.Equal((6L, 10L), (await Ports.StartAsync(1, Cancel), await Ports.EndAsync(1, Cancel)));
        Assert.Equal([(0L, 50)], await All(0));
        Assert.Equal([(0L, 60)], await All(2));
    }

    [Fact]
    public async Task Offsets_go_on_where_nothing_is_left_also_after_a_restart()
    {
        await Ports.AppendAsync([Record(1, 0), Record(1, 1), Record(1, 2)], Cancel);
        Assert.Equal(3, await Ports.DropAsync(1, 3, 100, Cancel));
        Assert.Empty(await All(1));
        Assert.Equal((3L, 3L), (await Ports.StartAsync(1, Cancel), await Ports.EndAsync(1, Cancel)));
        await Ports.AppendAsync([Record(1, 3)], Cancel);
        Assert.Equal([(3L, 3)], await All(1));
        await Ports.DropAsync(1, 4, 100, Cancel);

        await RestartAsync();

        await Ports.AppendAsync([Record(1, 4)], Cancel);
        Assert.Equal([(4L, 4)], await All(1));
        Assert.Equal(4, await Ports.StartAsync(1, Cancel));
    }

    [Fact]
    public async Task Refuses_to_drop_what_is_not_there_yet()
    {
        await Ports.AppendAsync([Record(1, 0)], Cancel);

        await Assert.ThrowsAsync<ArgumentException>(() => Ports.DropAsync(1, 2, 100, Cancel));

        Assert.Equal([(0L, 0)], await All(1));
    }
}
