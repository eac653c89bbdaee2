using Recs.Core.Streaming;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Visitors;

/// <summary>Records waiting for the log, and the aliases that become visible when they are in it.</summary>
internal static class Outbox
{
    private const string Select = "SELECT sequence, bytes FROM outbox WHERE partition = ? ORDER BY sequence LIMIT ?";
    private const string Delete = "DELETE FROM outbox WHERE partition = ? AND sequence <= ?";
    private const string UpsertAlias = "INSERT INTO alias(site, alias, user) VALUES(?, ?, ?) ON CONFLICT(site, alias) DO UPDATE SET user = excluded.user";
    private const string SelectUser = "SELECT user FROM alias WHERE site = ? AND alias = ?";

    private const string SelectAliases = "SELECT alias FROM alias WHERE site = ? AND user = ? AND alias <> user ORDER BY alias";

    public static List<VisitorId> Aliases(Database database, SiteId site, VisitorId user)
    {
        var aliases = new List<VisitorId>();
        using var rows = database.Prepare(SelectAliases).Bind(site.Value).Bind(user.Value).Rows();
        while (rows.Next()) aliases.Add(new VisitorId(rows.Text(0)));
        return aliases;
    }

    public static IReadOnlyList<OutboxRecord> Read(Database database, int partition, int limit)
    {
        var records = new List<OutboxRecord>();
        using var rows = database.Prepare(Select).Bind(partition).Bind(limit).Rows();
        while (rows.Next()) records.Add(new OutboxRecord(rows.Int(0), rows.Blob(1)));
        return records;
    }

    public static bool Complete(WriteSession session, int partition, long upToSequence, IReadOnlyList<AliasBinding> aliases)
    {
        session.Database.Prepare(Delete).Bind(partition).Bind(upToSequence).Run();
        foreach (var (site, alias, user) in aliases)
            session.Database.Prepare(UpsertAlias).Bind(site.Value).Bind(alias.Value).Bind(user.Value).Run();
        return true;
    }

    public static IReadOnlyList<VisitorId> Resolve(Database database, SiteId site, IReadOnlyList<VisitorId> ids)
    {
        var users = new VisitorId[ids.Count];
        for (var i = 0; i < users.Length; i++)
        {
            using var rows = database.Prepare(SelectUser).Bind(site.Value).Bind(ids[i].Value).Rows();
            users[i] = rows.Next() ? new VisitorId(rows.Text(0)) : ids[i];
        }

        return users;
    }
}
