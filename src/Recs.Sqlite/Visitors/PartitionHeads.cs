using Recs.Core.Streaming;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Visitors;

/// <summary>The stored head of each partition; one that nobody has taken yet has epoch 0 and starts at 0.</summary>
internal static class PartitionHeads
{
    private const string SelectHead = "SELECT epoch, next_offset, next_change, next_outbox FROM partition WHERE partition = ?";
    private const string SelectSites = "SELECT site, bytes FROM partition_site WHERE partition = ? ORDER BY site";

    private const string Upsert =
        """
        INSERT INTO partition(partition, epoch, next_offset, next_change, next_outbox) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT(partition) DO UPDATE SET epoch = excluded.epoch, next_offset = excluded.next_offset,
          next_change = excluded.next_change, next_outbox = excluded.next_outbox
        """;

    /// <summary>The head with its sites.</summary>
    public static PartitionHead Read(Database database, int partition) =>
        ReadNumbers(database, partition) with { Sites = ReadSites(database, partition) };

    /// <summary>The head without its sites.</summary>
    public static PartitionHead ReadNumbers(Database database, int partition)
    {
        using var rows = database.Prepare(SelectHead).Bind(partition).Rows();
        return rows.Next()
            ? new PartitionHead(partition, rows.Int(0), rows.Int(1), rows.Int(2), rows.Int(3), [])
            : new PartitionHead(partition, 0, 0, 0, 0, []);
    }

    public static void Write(Database database, PartitionHead head) =>
        database.Prepare(Upsert).Bind(head.Partition).Bind(head.Epoch).Bind(head.NextOffset).Bind(head.NextChange).Bind(head.NextOutbox).Run();

    private static List<StoredSite> ReadSites(Database database, int partition)
    {
        var sites = new List<StoredSite>();
        using var rows = database.Prepare(SelectSites).Bind(partition).Rows();
        while (rows.Next()) sites.Add(new StoredSite(new SiteId(rows.Text(0)), rows.Blob(1)));
        return sites;
    }
}
