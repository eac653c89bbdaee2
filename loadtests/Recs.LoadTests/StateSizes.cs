using System.Globalization;
using Recs.Core.Streaming;
using Recs.Sqlite;

namespace Recs.LoadTests;

/// <summary>How large the stored states of a data folder are.</summary>
internal static class StateSizes
{
    public static async Task RunAsync(string folder)
    {
        await using var store = SqliteInstallation.Open(new SqliteOptions { Folder = folder }, TimeProvider.System);
        var (sizes, orders, orderBytes) = await ReadAsync(store.VisitorReader, store.Partitions);
        Console.WriteLine(sizes.Count == 0
            ? "No visitors."
            : string.Create(CultureInfo.InvariantCulture, $"""
                visitors            {sizes.Count:N0}
                bytes a visitor     mean {sizes.Average():N0}, median {sizes[sizes.Count / 2]:N0}, p99 {sizes[sizes.Count * 99 / 100]:N0}, largest {sizes[^1]:N0}
                orders beside them  {orders:N0}, mean {orderBytes / Math.Max(1.0, orders):N0} bytes
                """));
        if (store.Checkpoints.Current is not { } checkpoint) return;
        var kept = (await ReadAsync(checkpoint.Reader, store.Partitions)).Sizes.Count;
        var file = new FileInfo(DataFolder.CheckpointFile(folder)).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"checkpoint          {kept:N0} visitors, {file:N0} bytes with orders, counters and indexes: {file / Math.Max(1.0, kept):N0} a visitor"));
    }

    private static async Task<(List<int> Sizes, long Orders, long OrderBytes)> ReadAsync(IVisitorReader reader, int partitions)
    {
        var (sizes, orders, orderBytes) = (new List<int>(), 0L, 0L);
        for (var partition = 0; partition < partitions; partition++)
        {
            await foreach (var visitor in reader.ScanAsync(partition, CancellationToken.None))
            {
                if (visitor.State is { } state) sizes.Add(state.Length);
                orders += visitor.Orders.Count;
                orderBytes += visitor.Orders.Sum(o => (long)o.Bytes.Length);
            }
        }

        sizes.Sort();
        return (sizes, orders, orderBytes);
    }
}
