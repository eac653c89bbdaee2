using Recs.Core.Streaming;
using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Visitors;

/// <summary>States, orders and timers of visitors as they are read.</summary>
internal static class VisitorRows
{
    private const string SelectState = "SELECT state FROM visitor WHERE partition = ? AND site = ? AND visitor = ?";
    private const string SelectOrders = "SELECT hash, bytes FROM visitor_order WHERE partition = ? AND site = ? AND visitor = ?";

    private const string SelectDue =
        "SELECT due, visitor FROM visitor WHERE partition = ? AND site = ? AND due <= ? ORDER BY due, visitor LIMIT ?";

    private const string SelectNextDue = "SELECT min(due) FROM visitor WHERE partition = ? AND site = ? AND due IS NOT NULL";

    // Both halves come from an index in this order, so SQLite merges them without sorting.
    private const string SelectAll =
        """
        SELECT site, visitor, state FROM visitor WHERE partition = ?
        UNION ALL
        SELECT DISTINCT site, visitor, NULL FROM visitor_order AS o WHERE partition = ? AND NOT EXISTS(
          SELECT 1 FROM visitor AS v WHERE v.partition = o.partition AND v.site = o.site AND v.visitor = o.visitor)
        ORDER BY 1, 2
        """;

    private const string SelectIds = "SELECT visitor FROM visitor WHERE partition = ? AND site = ? ORDER BY visitor";

    /// <summary>Goes through all ids of the site in the partition: erasures are rare, and no row has to carry the hash for them.</summary>
    public static List<VisitorKey> FindByHash(Database database, int partition, SiteId site, ulong hash)
    {
        var found = new List<VisitorKey>();
        using var rows = database.Prepare(SelectIds).Bind(partition).Bind(site.Value).Rows();
        while (rows.Next())
        {
            if (Hash64.Of(rows.Span(0)) == hash) found.Add(new VisitorKey(site, new VisitorId(rows.Text(0))));
        }

        return found;
    }

    public static StoredVisitor Read(Database database, int partition, VisitorKey key, bool withOrders)
    {
        using var rows = database.Prepare(SelectState).Bind(partition).Bind(key.Site.Value).Bind(key.Visitor.Value).Rows();
        var state = rows.Next() ? rows.Blob(0) : null;
        return new StoredVisitor(key, state, withOrders ? ReadOrders(database, partition, key) : []);
    }

    public static List<StoredOrder> ReadOrders(Database database, int partition, VisitorKey key)
    {
        var orders = new List<StoredOrder>();
        using var rows = database.Prepare(SelectOrders).Bind(partition).Bind(key.Site.Value).Bind(key.Visitor.Value).Rows();
        while (rows.Next()) orders.Add(new StoredOrder(rows.Hash(0), rows.Blob(1)));

        // SQLite knows signed numbers only, so it gives the upper half first.
        orders.Sort(static (a, b) => a.Hash.CompareTo(b.Hash));
        return orders;
    }

    /// <summary>The statement for all visitors of a partition, and those with orders alone; <see cref="Current"/> reads its rows.</summary>
    public static Statement Scan(Database database, int partition) => database.Prepare(SelectAll).Bind(partition).Bind(partition);

    public static StoredVisitor Current(Database database, int partition, Rows rows)
    {
        var key = new VisitorKey(new SiteId(rows.Text(0)), new VisitorId(rows.Text(1)));
        return new StoredVisitor(key, rows.IsNull(2) ? null : rows.Blob(2), ReadOrders(database, partition, key));
    }

    public static List<DueVisitor> ReadDue(Database database, int partition, SiteId site, Instant until, int limit)
    {
        var due = new List<DueVisitor>();
        using var rows = database.Prepare(SelectDue).Bind(partition).Bind(site.Value).Bind(until.UnixMilliseconds).Bind(limit).Rows();
        while (rows.Next()) due.Add(new DueVisitor(new Instant(rows.Int(0)), new VisitorKey(site, new VisitorId(rows.Text(1)))));
        return due;
    }

    public static Instant? ReadNextDue(Database database, int partition, SiteId site)
    {
        using var rows = database.Prepare(SelectNextDue).Bind(partition).Bind(site.Value).Rows();
        return rows.Next() && !rows.IsNull(0) ? new Instant(rows.Int(0)) : null;
    }
}
