namespace Recs.Core.Recommendations.Snapshots;

/// <summary>How live counts and the catalogue become snapshots.</summary>
public sealed record SnapshotOptions
{
    public static readonly SnapshotOptions Default = new();

    /// <summary>How often changes are read. Default 1 second.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Products kept per item that were bought with it, over all partitions. Default 256.</summary>
    public int CoPurchaseNeighbours { get; init; } = 256;

    /// <summary>Products kept per item that were viewed in one session with it, over all partitions. Default 128.</summary>
    public int CoViewNeighbours { get; init; } = 128;
}
