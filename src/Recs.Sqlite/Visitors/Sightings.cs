using Recs.Core.Events;
using Recs.Sqlite.Engine;
using Recs.Sqlite.Writing;

namespace Recs.Sqlite.Visitors;

/// <summary>Products named in events, each with the newest facts. A sighting that says nothing new leaves no trace, so that popular products are not read again and again.</summary>
internal static class Sightings
{
    private const string Insert = "INSERT INTO sighting(site, item, version, name, category, brand, price, currency) ";

    private const string OnConflict =
        """
         ON CONFLICT(site, item) DO UPDATE SET version = excluded.version,
          name = coalesce(excluded.name, name), category = coalesce(excluded.category, category),
          brand = coalesce(excluded.brand, brand), price = coalesce(excluded.price, price), currency = coalesce(excluded.currency, currency)
        WHERE excluded.name <> ifnull(name, '') OR excluded.category <> ifnull(category, '') OR excluded.brand <> ifnull(brand, '')
          OR excluded.price <> ifnull(price, '') OR excluded.currency <> ifnull(currency, '')
        """;

    private const string Upsert = Insert + "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" + OnConflict;
    private const string Update = Insert + "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS(SELECT 1 FROM sighting WHERE site = ?1 AND item = ?2)" + OnConflict;

    private const string Select =
        "SELECT item, name, category, brand, price, currency FROM sighting WHERE site = ? AND version > ? ORDER BY version";

    /// <param name="session">Writes.</param>
    /// <param name="sightings">What was seen.</param>
    /// <param name="claimed">By browsers only: new products are kept while there is room.</param>
    public static void Write(WriteSession session, IReadOnlyList<(SiteId Site, ItemLine Item)> sightings, bool claimed)
    {
        if (sightings.Count == 0) return;
        var version = session.Version();
        foreach (var (site, item) in sightings)
        {
            var isNewTaken = !claimed || session.ClaimedItems.Takes(session.Database, site);
            session.Database.Prepare(isNewTaken ? Upsert : Update).Bind(site.Value).Bind(item.Item.Value).Bind(version).Bind(item.Name).Bind(item.Category).Bind(item.Brand)
                .Bind(Money.Text(item.Price)).Bind(item.Currency).Run();
        }
    }

    public static List<ItemLine> Read(Database database, SiteId site, long afterVersion)
    {
        var items = new List<ItemLine>();
        using var rows = database.Prepare(Select).Bind(site.Value).Bind(afterVersion).Rows();
        while (rows.Next())
        {
            items.Add(new ItemLine(new ItemId(rows.Text(0)))
            {
                Name = rows.TextOrNull(1),
                Category = rows.TextOrNull(2),
                Brand = rows.TextOrNull(3),
                Price = Money.OrNull(rows, 4),
                Currency = rows.TextOrNull(5),
            });
        }

        return items;
    }
}
