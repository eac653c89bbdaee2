using Recs.Core.Streaming;

namespace Recs.Conformance;

/// <summary>The contract of <see cref="IImportLog"/>. The log under test has at least 4 partitions.</summary>
public abstract class ImportLogSpec : Spec<ImportPorts>
{
    private static readonly SiteId Site = SiteId.Default;

    [Fact]
    public async Task A_part_is_kept_with_its_records_in_the_log()
    {
        var kept = await Ports.Imports.AppendAsync(Part(2, result: 7), [Record(0, 1), Record(3, 2), Record(0, 3)], Cancel);

        Assert.Equal(7, kept.Result.Span[0]);
        Assert.Equal([1, 3], await ValuesAsync(0));
        Assert.Equal([2], await ValuesAsync(3));
        var found = await Ports.Imports.FindAsync(Site, "history", 2, Cancel);
        Assert.NotNull(found);
        Assert.Equal((Site, "history", 2), (found.Site, found.ImportId, found.Number));
        Assert.Equal(Part(2, result: 7).Digest.ToArray(), found.Digest.ToArray());
        Assert.Equal([7], found.Result.ToArray());
    }

    [Fact]
    public async Task A_scan_gives_all_parts_of_a_site_and_a_result_is_replaced_by_itself()
    {
        foreach (var part in new[] { Part(1), Part(2), Part(1) with { ImportId = "History" }, Part(1) with { Site = new SiteId("other") } })
            await Ports.Imports.AppendAsync(part, [], Cancel);
        await Ports.Imports.ReplaceResultAsync(Part(2) with { Result = new byte[] { 9, 9 } }, Cancel);
        await Ports.Imports.ReplaceResultAsync(Part(7), Cancel);

        var scanned = await Ports.Imports.ScanAsync(Site, Cancel).ToListAsync(Cancel);
        Assert.Equal(["History 1", "history 1", "history 2"], scanned.Select(p => $"{p.ImportId} {p.Number}").Order(StringComparer.Ordinal));
        Assert.Equal([9, 9], (await Ports.Imports.FindAsync(Site, "history", 2, Cancel))!.Result.ToArray());
        Assert.Equal(Part(1).Result.ToArray(), (await Ports.Imports.FindAsync(Site, "history", 1, Cancel))!.Result.ToArray());
    }

    [Fact]
    public async Task A_repeated_part_appends_nothing_and_the_first_stays()
    {
        await Ports.Imports.AppendAsync(Part(1, result: 1), [Record(0, 1)], Cancel);
        var again = await Ports.Imports.AppendAsync(Part(1, result: 2), [Record(0, 1), Record(1, 2)], Cancel);

        Assert.Equal(1, again.Result.Span[0]);
        Assert.Equal([1], await ValuesAsync(0));
        Assert.Empty(await ValuesAsync(1));
    }

    [Fact]
    public async Task Parts_of_other_numbers_imports_and_sites_are_others()
    {
        foreach (var part in new[] { Part(1), Part(2), Part(1) with { ImportId = "History" }, Part(1) with { Site = new SiteId("other") } })
            await Ports.Imports.AppendAsync(part, [Record(0, 1)], Cancel);

        Assert.Equal(4, (await ValuesAsync(0)).Count);
        Assert.Null(await Ports.Imports.FindAsync(Site, "history", 3, Cancel));
        Assert.Null(await Ports.Imports.FindAsync(Site, "nothing", 1, Cancel));
    }

    [Fact]
    public async Task Parts_are_read_by_number()
    {
        foreach (var number in new[] { 10, 2, 1 }) await Ports.Imports.AppendAsync(Part(number), [], Cancel);

        Assert.Equal([1, 2, 10], (await Ports.Imports.ReadAsync(Site, "history", Cancel)).Select(p => p.Number));
        Assert.Empty(await Ports.Imports.ReadAsync(new SiteId("other"), "history", Cancel));
    }

    [Fact]
    public async Task A_part_without_records_is_kept()
    {
        await Ports.Imports.AppendAsync(Part(1, result: 5), [], Cancel);

        Assert.Equal(5, (await Ports.Imports.FindAsync(Site, "history", 1, Cancel))!.Result.Span[0]);
    }

    [Fact]
    public async Task A_part_that_names_a_partition_that_is_not_there_is_not_kept()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ports.Imports.AppendAsync(Part(1), [Record(0, 1), Record(Ports.Log.Partitions, 2)], Cancel));

        Assert.Null(await Ports.Imports.FindAsync(Site, "history", 1, Cancel));
        Assert.Empty(await ValuesAsync(0));
    }

    [Fact]
    public async Task Of_the_same_part_sent_many_times_at_once_one_counts()
    {
        for (var number = 1; number <= 20; number++)
        {
            var (n, before) = (number, (await ValuesAsync(1)).Count);
            var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(sender =>
                Task.Run(() => Ports.Imports.AppendAsync(Part(n, (byte)sender), [Record(1, sender)], Cancel), Cancel)));

            Assert.Single(kept.Select(p => p.Result.Span[0]).Distinct());
            Assert.Equal(kept[0].Result.Span[0], Assert.Single((await ValuesAsync(1)).Skip(before)));
        }
    }

    [Fact]
    public async Task A_part_and_its_records_become_visible_together()
    {
        var sending = Task.Run(async () =>
        {
            for (var i = 1; i <= 100; i++) await Ports.Imports.AppendAsync(Part(i), [Record(2, i), Record(3, i)], Cancel);
        }, Cancel);

        // The log may show a commit a moment after the parts do, but not after a later append has been answered.
        var sent = 0;
        do
        {
            if (await Ports.Imports.FindAsync(Site, "history", sent + 1, Cancel) is null) continue;
            sent++;
            await Ports.Log.AppendAsync([Record(0, 0)], Cancel);
            Assert.Contains(sent, await ValuesAsync(2));
            Assert.Contains(sent, await ValuesAsync(3));
        }
        while (!sending.IsCompleted);
        await sending;
    }

    [Fact]
    public async Task Parts_survive_a_restart_and_are_not_taken_again()
    {
        await Ports.Imports.AppendAsync(Part(1, result: 1), [Record(0, 1)], Cancel);
        await RestartAsync();
        await Ports.Imports.AppendAsync(Part(1, result: 2), [Record(0, 2)], Cancel);
        await Ports.Imports.AppendAsync(Part(2), [Record(0, 3)], Cancel);

        Assert.Equal([1, 3], await ValuesAsync(0));
    }

    private static ImportPart Part(int number, byte result = 0) => new(Site, "history", number, Enumerable.Repeat((byte)number, 32).ToArray(), new[] { result });

    private static NewRecord Record(int partition, int value) => new(partition, BitConverter.GetBytes(value));

    private async Task<List<int>> ValuesAsync(int partition) =>
        [.. (await Ports.Log.ReadAsync(partition, 0, int.MaxValue, Cancel)).Select(r => BitConverter.ToInt32(r.Bytes.Span))];
}
