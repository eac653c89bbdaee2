namespace Recs.Sqlite;

/// <summary>The partitions of an installation: 0 to <paramref name="Count"/> − 1.</summary>
internal sealed record PartitionRange(int Count)
{
    public int Of(VisitorKey visitor) => Partitioner.Of(visitor.Site, visitor.Visitor, Count);

    public void Check(int partition)
    {
        if ((uint)partition >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(partition), partition, $"A partition from 0 to {Count - 1} was expected.");
    }
}
