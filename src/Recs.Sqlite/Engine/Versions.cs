namespace Recs.Sqlite.Engine;

/// <summary>The sequence that numbers the changes of counters, sightings and catalogue, one number a transaction.</summary>
internal static class Versions
{
    private const string SelectCurrent = "SELECT version FROM installation";
    private const string TakeNext = "UPDATE installation SET version = version + 1";

    /// <summary>The newest version that a change seen by this connection may have.</summary>
    public static long Current(Database database)
    {
        using var rows = database.Prepare(SelectCurrent).Rows();
        return rows.Next() ? rows.Int(0) : 0;
    }

    public static long Next(Database database)
    {
        database.Prepare(TakeNext).Run();
        return Current(database);
    }
}
