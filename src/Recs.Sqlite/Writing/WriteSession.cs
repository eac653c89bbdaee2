using Recs.Sqlite.Engine;
using Recs.Sqlite.Log;
using Recs.Sqlite.Visitors;

namespace Recs.Sqlite.Writing;

/// <summary>What jobs write with: the writer's connection and the numbers it gives out.</summary>
internal sealed class WriteSession(Database database, LogEnds ends, ChangeEnds changes, VisitorVersions versions)
{
    private readonly List<Emptying> _emptying = [];
    private long? _version;

    public Database Database => database;

    public LogEnds Ends => ends;

    public ChangeEnds Changes => changes;

    public VisitorVersions Versions => versions;

    public ClaimRoom ClaimedItems { get; } = new("SELECT count(*) FROM sighting WHERE site = ?", ClaimRoom.Items);

    public ClaimRoom ClaimedNames { get; } = new("SELECT count(*) FROM name WHERE site = ?", ClaimRoom.Names);

    /// <summary>The version of everything changed in this transaction. One sequence for counters, sightings and catalogue.</summary>
    public long Version() => _version ??= Engine.Versions.Next(database);

    /// <summary>Asks that the write-ahead log be emptied once this transaction is committed.</summary>
    public bool EmptyLogAfterwards(Emptying emptying)
    {
        _emptying.Add(emptying);
        return true;
    }

    /// <summary>Those who wait for the log to be emptied, once.</summary>
    public IReadOnlyList<Emptying> TakeEmptying()
    {
        if (_emptying.Count == 0) return [];
        IReadOnlyList<Emptying> taken = [.. _emptying];
        _emptying.Clear();
        return taken;
    }

    public void Begin() => database.Prepare("BEGIN IMMEDIATE").Run();

    public void Commit()
    {
        database.Prepare("COMMIT").Run();
        _version = null;
        ends.Publish();
        changes.Publish();
        versions.Publish();
    }

    public void RollBack()
    {
        _version = null;
        _emptying.Clear();
        ends.Forget();
        changes.Forget();
        database.RollBack();
        versions.Publish();
    }
}
