using System.Text;
using Recs.Core.Recommendations.Rules;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Reading;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Rules;

internal sealed class SqliteRuleStore(Writer writer, ReaderPool readers) : IRuleStore
{
    private const string SelectVersion = "SELECT version FROM rule_version WHERE site = ?";
    private const string Select = "SELECT id, json FROM rule WHERE site = ? ORDER BY id";
    private const string CountOthers = "SELECT count(*) FROM rule WHERE site = ? AND id <> ?";
    private const string Upsert = "INSERT INTO rule(site, id, json) VALUES(?, ?, ?) ON CONFLICT(site, id) DO UPDATE SET json = excluded.json";
    private const string Delete = "DELETE FROM rule WHERE site = ? AND id = ?";

    private const string RaiseVersion =
        "INSERT INTO rule_version(site, version) VALUES(?, 1) ON CONFLICT(site) DO UPDATE SET version = version + 1";

    public ValueTask<long> VersionAsync(SiteId site, CancellationToken cancel) =>
        readers.ReadAsync(site, static (database, x) => Version(database, x), cancel);

    public ValueTask<RuleSet> ReadAsync(SiteId site, CancellationToken cancel) =>
        readers.ReadAsync(site, static (database, x) => new RuleSet(Version(database, x), ReadAll(database, x)), cancel);

    public Task<bool> PutAsync(SiteId site, Rule rule, CancellationToken cancel)
    {
        var json = RuleJson.Write(rule);
        return writer.WriteAsync(json.Length, session => Put(session.Database, site, rule.Id, json), cancel);
    }

    public Task<bool> DeleteAsync(SiteId site, string id, CancellationToken cancel) => writer.WriteAsync(1, session =>
    {
        session.Database.Prepare(Delete).Bind(site.Value).Bind(id).Run();
        if (session.Database.RowsChanged == 0) return false;
        session.Database.Prepare(RaiseVersion).Bind(site.Value).Run();
        return true;
    }, cancel);

    private static bool Put(Database database, SiteId site, string id, string json)
    {
        using (var rows = database.Prepare(CountOthers).Bind(site.Value).Bind(id).Rows())
        {
            if (rows.Next() && rows.Int(0) >= RuleSet.MostRules) return false;
        }

        database.Prepare(Upsert).Bind(site.Value).Bind(id).Bind(json).Run();
        database.Prepare(RaiseVersion).Bind(site.Value).Run();
        return true;
    }

    private static long Version(Database database, SiteId site)
    {
        using var rows = database.Prepare(SelectVersion).Bind(site.Value).Rows();
        return rows.Next() ? rows.Int(0) : 0;
    }

    private static List<Rule> ReadAll(Database database, SiteId site)
    {
        var rules = new List<Rule>();
        using var rows = database.Prepare(Select).Bind(site.Value).Rows();
        while (rows.Next())
        {
            var id = rows.Text(0);
            rules.Add(RuleJson.Read(Encoding.UTF8.GetBytes(rows.Text(1)), id, out var problems) ?? throw new StoredFormatException(
                $"The rule '{id}' of site {site} cannot be read: {string.Join("; ", problems)}. Start the build that wrote it, or a newer one."));
        }

        return rules;
    }
}
