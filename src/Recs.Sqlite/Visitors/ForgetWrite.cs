using Recs.Core.Streaming;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Visitors;

/// <summary>Takes erased visitors out of changes, aliases and names.</summary>
internal static class ForgetWrite
{
    private const string UpdateChange = "UPDATE change SET bytes = ? WHERE partition = ? AND sequence = ?";
    private const string DeleteAlias = "DELETE FROM alias WHERE site = ? AND alias = ?";
    private const string DeleteAliases = "DELETE FROM alias WHERE site = ? AND user = ?";

    private const string DeleteName =
        """
        DELETE FROM name WHERE site = ? AND hash = ?
          AND NOT EXISTS(SELECT 1 FROM sighting WHERE sighting.site = name.site AND sighting.item = name.text)
        """;

    public static bool Replace(WriteSession session, int partition, IReadOnlyList<StoredChange> changes)
    {
        foreach (var (sequence, bytes, _) in changes) session.Database.Prepare(UpdateChange).Bind(bytes).Bind(partition).Bind(sequence).Run();
        return true;
    }

    public static int Forget(WriteSession session, SiteId site, IReadOnlyList<VisitorId> ids)
    {
        var gone = 0;
        foreach (var id in ids)
        {
            gone += Run(session.Database, session.Database.Prepare(DeleteAlias).Bind(site.Value).Bind(id.Value));
            gone += Run(session.Database, session.Database.Prepare(DeleteAliases).Bind(site.Value).Bind(id.Value));
            gone += Run(session.Database, session.Database.Prepare(DeleteName).Bind(site.Value).Bind(Hash64.Of(id.Value)));
        }

        return gone;
    }

    private static int Run(Database database, Statement statement)
    {
        statement.Run();
        return database.RowsChanged;
    }
}
