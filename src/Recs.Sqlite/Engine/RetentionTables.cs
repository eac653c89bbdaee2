namespace Recs.Sqlite.Engine;

/// <summary>What tables need so that their oldest rows may go.</summary>
internal static class RetentionTables
{
    // Where the last record of a partition went, the offsets must go on all the same. A change goes with the record that caused it.
    public const string Added =
        """
        CREATE TABLE log_start(partition INTEGER PRIMARY KEY, start INTEGER NOT NULL);
        ALTER TABLE change ADD COLUMN cause INTEGER NOT NULL DEFAULT 0;
        """;
}
