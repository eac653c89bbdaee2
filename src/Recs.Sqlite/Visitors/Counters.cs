using Recs.Core.Streaming;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Visitors;

/// <summary>Counters as they are read.</summary>
internal static class Counters
{
    private const string SelectOfPartition = "SELECT site, kind, key, bytes FROM counter WHERE partition = ?";
    private const string SelectChanged = "SELECT kind, key, bytes, partition FROM counter WHERE site = ? AND version > ?";

    /// <summary>The statement for all counters of a partition; <see cref="Current"/> reads its rows.</summary>
    public static Statement OfPartition(Database database, int partition) => database.Prepare(SelectOfPartition).Bind(partition);

    public static StoredCounter Current(Rows rows) => new(new SiteId(rows.Text(0)), (byte)rows.Int(1), rows.Hash(2), rows.Blob(3));

    public static List<(int Partition, StoredCounter Counter)> ReadChanged(Database database, SiteId site, long afterVersion)
    {
        var counters = new List<(int, StoredCounter)>();
        using var rows = database.Prepare(SelectChanged).Bind(site.Value).Bind(afterVersion).Rows();
        while (rows.Next()) counters.Add(((int)rows.Int(3), new StoredCounter(site, (byte)rows.Int(0), rows.Hash(1), rows.Blob(2))));
        return counters;
    }
}
