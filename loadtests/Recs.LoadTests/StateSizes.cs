using System.Globalization;
using Recs.Sqlite;

namespace Recs.LoadTests;

/// <summary>How large the stored states of a data folder are.</summary>
internal static class StateSizes
{
    public static async Task RunAsync(string folder)
    {
        await using var store = SqliteInstallation.Open(new SqliteOptions { Folder = folder }, TimeProvider.System);
        var (sizes, orders, orderBytes) = (new List<int>(), 0L, 0L);
        for (var partition = 0; partition < store.Partitions; partition++)
        {
            await foreach (var visitor in store.VisitorReader.ScanAsync(partition, CancellationToken.None))
            {
                if (visitor.State is { } state) sizes.Add(state.Length);
                orders += visitor.Orders.Count;
                orderBytes += visitor.Orders.Sum(o => (long)o.Bytes.Length);
            }
        }

        sizes.Sort();
        Console.WriteLine(sizes.Count == 0
            ? "No visitors."
            : string.Create(CultureInfo.InvariantCulture, $"""
                visitors            {sizes.Count:N0}
                bytes a visitor     mean {sizes.Average():N0}, median {sizes[sizes.Count / 2]:N0}, p99 {sizes[sizes.Count * 99 / 100]:N0}, largest {sizes[^1]:N0}
                orders beside them  {orders:N0}, mean {orderBytes / Math.Max(1.0, orders):N0} bytes
                """));
    }
}
