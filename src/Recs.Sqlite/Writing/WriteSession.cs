using Recs.Sqlite.Engine;
using Recs.Sqlite.Log;
using Recs.Sqlite.Visitors;

namespace Recs.Sqlite.Writing;

/// <summary>What jobs write with: the writer's connection and the numbers it gives out.</summary>
internal sealed class WriteSession(Database database, LogEnds ends, ChangeEnds changes)
{
    private long? _version;

    public Database Database => database;

    public LogEnds Ends => ends;

    public ChangeEnds Changes => changes;

    /// <summary>The version of everything changed in this transaction. One sequence for counters, sightings and catalogue.</summary>
    public long Version() => _version ??= Versions.Next(database);

    public void Begin() => database.Prepare("BEGIN IMMEDIATE").Run();

    public void Commit()
    {
        database.Prepare("COMMIT").Run();
        _version = null;
        ends.Publish();
        changes.Publish();
    }

    public void RollBack()
    {
        _version = null;
        ends.Forget();
        changes.Forget();
        database.RollBack();
    }
}
