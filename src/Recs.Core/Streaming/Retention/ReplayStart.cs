namespace Recs.Core.Streaming.Retention;

/// <summary>Where replays of a log begin: at the checkpoint, or without one at the first record.</summary>
/// <param name="Heads">Of each partition.</param>
/// <param name="ErasedSites">As <see cref="ICheckpoint.ErasedSitesAsync"/>.</param>
public sealed record ReplayStart(IReadOnlyList<PartitionHead> Heads, IReadOnlySet<SiteId> ErasedSites)
{
    /// <summary>The beginning of a log that is whole.</summary>
    public static ReplayStart Whole(int partitions) =>
        new([.. Enumerable.Range(0, partitions).Select(p => new PartitionHead(p, 0, 0, 0, 0, []))], new HashSet<SiteId>());

    /// <summary>As it is now.</summary>
    /// <exception cref="StoredFormatException">Records are missing between the checkpoint and the log.</exception>
    public static async ValueTask<ReplayStart> ReadAsync(IEventLog log, ICheckpoint? checkpoint, CancellationToken cancel)
    {
        var start = Whole(log.Partitions);
        if (checkpoint is not null)
        {
            var heads = new PartitionHead[log.Partitions];
            for (var partition = 0; partition < heads.Length; partition++) heads[partition] = await checkpoint.Reader.HeadAsync(partition, cancel);
            start = new ReplayStart(heads, await checkpoint.ErasedSitesAsync(cancel));
        }

        foreach (var head in start.Heads)
        {
            var first = await log.StartAsync(head.Partition, cancel);
            if (first > head.NextOffset)
                throw new StoredFormatException($"Partition {head.Partition}: the checkpoint ends before record {head.NextOffset}, and the log begins with record {first}. What lies between is in neither. Restore log and checkpoint from one backup.");
        }

        return start;
    }

    /// <summary>The earliest time at which a site can be told; null: any.</summary>
    /// <param name="site">The site.</param>
    /// <param name="partitions">Only these partitions matter; null: all do.</param>
    public Instant? Since(SiteId site, IReadOnlyCollection<int>? partitions = null) => Heads
        .Where(h => partitions?.Contains(h.Partition) != false)
        .SelectMany(h => h.Sites).Where(s => s.Site == site)
        .Select(s => (Instant?)SitePartitionState.Decode(s.Bytes).Clock).Max();

    /// <summary>The sites of which records were dropped.</summary>
    public IEnumerable<SiteId> Sites => Heads.SelectMany(h => h.Sites).Select(s => s.Site).Distinct();
}
