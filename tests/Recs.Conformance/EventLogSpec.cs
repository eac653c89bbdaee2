using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IEventLog"/>. The log under test has at least 4 partitions.</summary>
public abstract partial class EventLogSpec : Spec<IEventLog>
{
    [Fact]
    public async Task Starts_empty()
    {
        for (var p = 0; p < Ports.Partitions; p++)
        {
            Assert.Equal(0, await Ports.EndAsync(p, Cancel));
            Assert.Empty(await Ports.ReadAsync(p, 0, 10, Cancel));
        }
    }

    [Fact]
    public async Task Offsets_are_dense_from_zero_in_each_partition()
    {
        await Ports.AppendAsync([Record(0, 1), Record(3, 2), Record(0, 3)], Cancel);
        await Ports.AppendAsync([Record(0, 4), Record(3, 5)], Cancel);

        Assert.Equal([(0, 1), (1, 3), (2, 4)], await All(0));
        Assert.Equal([(0, 2), (1, 5)], await All(3));
        Assert.Equal(3, await Ports.EndAsync(0, Cancel));
        Assert.Equal(2, await Ports.EndAsync(3, Cancel));
        Assert.Equal(0, await Ports.EndAsync(1, Cancel));
    }

    [Fact]
    public async Task Gives_the_bytes_back_as_they_were()
    {
        byte[][] bytes = [[], [0], [.. Enumerable.Range(0, 256).Select(i => (byte)i)], new byte[600_000]];
        new Random(1).NextBytes(bytes[3]);

        await Ports.AppendAsync([.. bytes.Select(b => new NewRecord(1, b))], Cancel);

        var stored = await Ports.ReadAsync(1, 0, 10, Cancel);
        Assert.Equal(bytes.Length, stored.Count);
        for (var i = 0; i < bytes.Length; i++) Assert.True(stored[i].Bytes.Span.SequenceEqual(bytes[i]), $"Record {i} differs.");
    }

    [Fact]
    public async Task Keeps_the_order_of_a_long_call()
    {
        await Ports.AppendAsync([.. Enumerable.Range(0, 3000).Select(i => Record(i % 3, i))], Cancel);

        for (var p = 0; p < 3; p++)
            Assert.Equal(Enumerable.Range(0, 1000).Select(i => ((long)i, (i * 3) + p)), await All(p));
    }

    [Fact]
    public async Task Replaced_records_keep_their_places_and_the_others_their_bytes()
    {
        await Ports.AppendAsync([.. Enumerable.Range(0, 5).Select(i => Record(1, i))], Cancel);
        await Ports.AppendAsync([Record(2, 7)], Cancel);

        await Ports.ReplaceAsync(1, [new(3, Record(1, 93).Bytes), new(1, Record(1, 91).Bytes)], Cancel);
        await Ports.ReplaceAsync(1, [], Cancel);

        Assert.Equal([(0L, 0), (1L, 91), (2L, 2), (3L, 93), (4L, 4)], await All(1));
        Assert.Equal([(0L, 7)], await All(2));
        Assert.Equal(5, await Ports.EndAsync(1, Cancel));
    }

    [Fact]
    public async Task Refuses_to_replace_what_is_not_there_and_replaces_nothing_of_the_call()
    {
        await Ports.AppendAsync([Record(1, 0), Record(1, 1)], Cancel);

        await Assert.ThrowsAsync<ArgumentException>(() => Ports.ReplaceAsync(1, [new(0, Record(1, 90).Bytes), new(2, Record(1, 92).Bytes)], Cancel));

        Assert.Equal([(0L, 0), (1L, 1)], await All(1));
    }

    [Fact]
    public async Task Replaced_records_survive_a_restart()
    {
        await Ports.AppendAsync([Record(1, 0), Record(1, 1)], Cancel);
        await Ports.ReplaceAsync(1, [new(1, Record(1, 91).Bytes)], Cancel);
        await RestartAsync();

        Assert.Equal([(0L, 0), (1L, 91)], await All(1));
    }

    [Fact]
    public async Task Reads_at_most_so_many_from_an_offset_on()
    {
        await Ports.AppendAsync([.. Enumerable.Range(0, 10).Select(i => Record(2, i))], Cancel);

        Assert.Equal([4L, 5L, 6L], (await Ports.ReadAsync(2, 4, 3, Cancel)).Select(r => r.Offset));
        Assert.Equal([8L, 9L], (await Ports.ReadAsync(2, 8, 3, Cancel)).Select(r => r.Offset));
    }

    [Fact]
    public async Task Reads_nothing_at_and_beyond_the_end()
    {
        await Ports.AppendAsync([Record(0, 1), Record(1, 1)], Cancel);

        Assert.Empty(await Ports.ReadAsync(0, 1, 10, Cancel));
        Assert.Empty(await Ports.ReadAsync(0, 1000, 10, Cancel));
    }

    [Fact]
    public async Task Appending_nothing_changes_nothing()
    {
        await Ports.AppendAsync([], Cancel);

        Assert.Equal(0, await Ports.EndAsync(0, Cancel));
    }

    [Fact]
    public async Task Refuses_a_call_that_names_a_partition_it_does_not_have_and_appends_nothing_of_it()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ports.AppendAsync([Record(0, 1), Record(Ports.Partitions, 2)], Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ports.AppendAsync([Record(0, 1), Record(-1, 2)], Cancel));

        Assert.Equal(0, await Ports.EndAsync(0, Cancel));
    }

    [Fact]
    public async Task A_call_cancelled_before_it_starts_appends_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ports.AppendAsync([Record(0, 1)], new CancellationToken(canceled: true)));
        await Ports.AppendAsync([Record(0, 2)], Cancel);

        Assert.Equal([(0, 2)], await All(0));
    }

    [Fact]
    public async Task Senders_at_the_same_time_keep_their_own_order_and_leave_no_gaps()
    {
        const int senders = 8, calls = 40;
        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() => SendAsync(sender, calls), Cancel)));

        for (var p = 0; p < 4; p++)
        {
            var records = await All(p);
            Assert.Equal(Enumerable.Range(0, senders * calls).Select(i => (long)i), records.Select(r => r.Offset));
            foreach (var own in records.GroupBy(r => r.Value / 1000))
                Assert.Equal(Enumerable.Range(0, calls).Select(i => (own.Key * 1000) + i), own.Select(r => r.Value));
        }
    }

    [Fact]
    public async Task A_call_becomes_visible_as_a_whole()
    {
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++) await Ports.AppendAsync([Record(0, i), Record(1, i), Record(0, i)], Cancel);
        }, Cancel);

        do Assert.Equal(0, await Ports.EndAsync(0, Cancel) % 2);
        while (!sending.IsCompleted);
        await sending;
    }

    [Fact]
    public async Task What_is_below_the_end_can_be_read()
    {
        var sending = Task.Run(() => SendAsync(1, 200), Cancel);

        do
        {
            var end = await Ports.EndAsync(2, Cancel);
            Assert.True((await Ports.ReadAsync(2, 0, int.MaxValue, Cancel)).Count >= end);
        }
        while (!sending.IsCompleted);
        await sending;
    }

    [Fact]
    public async Task Waiting_ends_at_once_where_the_record_is_there()
    {
        await Ports.AppendAsync([Record(0, 1)], Cancel);

        await Soon(Ports.WaitAsync(0, 0, Cancel), "waiting for offset 0 that is stored");
    }

    [Fact]
    public async Task Waiting_ends_when_the_record_arrives()
    {
        var reader = Task.Run(() => ReadByWaitingAsync(partition: 1, count: 100), Cancel);
        for (var i = 0; i < 100; i++) await Ports.AppendAsync([Record(0, -1), Record(1, i)], Cancel);

        await Soon(reader, "reading 100 records by waiting for each");
        Assert.Equal(Enumerable.Range(0, 100), await reader);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = Task.Run(async () =>
        {
            while (true) await Ports.WaitAsync(0, 0, source.Token);
        }, Cancel);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon(waiting, "the end of a cancelled wait"));
    }

    [Fact]
    public async Task Records_survive_a_restart_and_offsets_go_on()
    {
        await Ports.AppendAsync([Record(0, 1), Record(0, 2), Record(3, 3)], Cancel);
        await RestartAsync();
        await Ports.AppendAsync([Record(0, 4), Record(1, 5)], Cancel);

        Assert.Equal([(0, 1), (1, 2), (2, 4)], await All(0));
        Assert.Equal([(0, 5)], await All(1));
        Assert.Equal([(0, 3)], await All(3));
    }

    private async Task SendAsync(int sender, int calls)
    {
        for (var i = 0; i < calls; i++)
            await Ports.AppendAsync([.. Enumerable.Range(0, 4).Select(p => Record(p, (sender * 1000) + i))], Cancel);
    }

    private async Task<List<int>> ReadByWaitingAsync(int partition, int count)
    {
        var values = new List<int>();
        while (values.Count < count)
        {
            await Ports.WaitAsync(partition, values.Count, Cancel);
            values.AddRange((await Ports.ReadAsync(partition, values.Count, 10, Cancel)).Select(Value));
        }

        return values;
    }

    private async Task<List<(long Offset, int Value)>> All(int partition) =>
        [.. (await Ports.ReadAsync(partition, 0, int.MaxValue, Cancel)).Select(r => (r.Offset, Value(r)))];

    private static NewRecord Record(int partition, int value) => new(partition, BitConverter.GetBytes(value));

    private static int Value(StoredRecord record) => BitConverter.ToInt32(record.Bytes.Span);
}
