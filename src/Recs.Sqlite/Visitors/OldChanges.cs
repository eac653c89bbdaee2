using Recs.Sqlite.Engine;

namespace Recs.Sqlite.Visitors;

/// <summary>Published changes that go with the records that caused them.</summary>
internal static class OldChanges
{
    private const string SelectOldest = "SELECT sequence, cause FROM change WHERE partition = ? ORDER BY sequence LIMIT ?";
    private const string Delete = "DELETE FROM change WHERE partition = ? AND sequence <= ?";

    // Later changes have later causes, so no index over causes is needed.
    public static int Drop(Database database, int partition, long beforeOffset, int most)
    {
        var (count, last) = (0, 0L);
        using (var rows = database.Prepare(SelectOldest).Bind(partition).Bind(most).Rows())
        {
            for (; rows.Next() && rows.Int(1) < beforeOffset; count++) last = rows.Int(0);
        }

        if (count > 0) database.Prepare(Delete).Bind(partition).Bind(last).Run();
        return count;
    }
}
