namespace Recs.Sqlite.Log;

/// <summary>
/// Partition and offset in one key: partition × 2^40 + offset. One integer key measured a third more appends a second
/// than a key of two columns.
/// </summary>
internal static class LogPlace
{
    private const int OffsetBits = 40;

    public static long Of(int partition, long offset) => ((long)partition << OffsetBits) | offset;

    public static long OffsetOf(long place) => place & ((1L << OffsetBits) - 1);
}
